"""getMe, getUpdates and the webhook settings."""

from urllib.parse import urlsplit

from ..errors import bad_request, webhook_active
from ..model import Json
from ..registry import Params, method
from ..render import me_json
from ..world import World

LOOPBACK = ("127.", "localhost", "::1")


@method("getMe")
def get_me(world: World, _params: Params) -> Json:
    """The bot's own User."""
    return me_json(world.bot, reads_all=world.reads_all)


@method("getUpdates")
async def get_updates(world: World, params: Params) -> list[Json]:
    """Long polling."""
    if world.webhook:
        raise webhook_active()
    world.updates.allow(params.get("allowed_updates"))
    return await world.updates.poll(params.get("offset", 0), params.get("limit", 100), params.get("timeout", 0))


@method("setWebhook")
def set_webhook(world: World, params: Params) -> bool:
    """HTTPS as at Telegram; plain HTTP on loopback is the one exception, so that a test can listen."""
    url = params["url"]
    if not url:
        return delete_webhook(world, params)
    _check_webhook_url(url)
    secret = params.get("secret_token", "x")
    if not (1 <= len(secret) <= 256 and secret.replace("-", "_").replace("_", "a").isalnum() and secret.isascii()):
        raise bad_request("secret token contains unallowed characters")
    if params.get("drop_pending_updates"):
        world.updates.pending.clear()
    world.updates.allow(params.get("allowed_updates"))
    world.webhook = {name: value for name, value in params.items() if name != "drop_pending_updates"}
    world.updates.on_news()
    return True


def _check_webhook_url(url: str) -> None:
    parts = urlsplit(url)
    local = (parts.hostname or "").startswith(LOOPBACK)
    if parts.scheme != "https" and not local:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not local and (parts.port or 443) not in (80, 88, 443, 8443):
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


@method("deleteWebhook")
def delete_webhook(world: World, params: Params) -> bool:
    """Back to getUpdates."""
    if params.get("drop_pending_updates"):
        world.updates.pending.clear()
    world.webhook = {}
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, _params: Params) -> Json:
    """A WebhookInfo."""
    hook = world.webhook
    return {
        "url": hook.get("url", ""),
        "has_custom_certificate": "certificate" in hook,
        "pending_update_count": len(world.updates.pending),
        **({"max_connections": hook.get("max_connections", 40)} if hook else {}),
        **({"allowed_updates": hook["allowed_updates"]} if hook.get("allowed_updates") else {}),
        **{name: value for name, value in hook.items() if name.startswith("last_error")},
    }
