"""Who asks: the bearer of a token with the right scope, or, where reading is public, anybody."""

from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from articles.models import ApiToken, Scope


class Token(HttpBearer):
    """A token with one scope. The user of the request becomes the one whose token it is."""

    def __init__(self, scope: Scope) -> None:
        super().__init__()
        self._scope = scope

    def __call__(self, request: HttpRequest) -> bool:
        """Whether the request may go on; a session counts for nothing here."""
        request.user = AnonymousUser()
        given = request.headers.get(self.header)
        if given is None and self._scope is Scope.READ and settings.PARALLAX_READ == "public":
            return True
        return bool(super().__call__(request))

    def authenticate(self, request: HttpRequest, token: str) -> bool:
        """Whether this is a token in force; one without the scope is told so."""
        found = ApiToken.found(token)
        if found is None:
            return False
        if not found.allows(self._scope):
            raise HttpError(HTTPStatus.FORBIDDEN, f"This token is not good for “{self._scope}”: make one that is.")
        found.seen()
        request.user = found.user
        return True


reader = Token(Scope.READ)
importer = Token(Scope.IMPORT)
