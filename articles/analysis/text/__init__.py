"""Characters, lines, sentences, quotation marks, and how alike two passages are: what needs no grammar but a parse."""
