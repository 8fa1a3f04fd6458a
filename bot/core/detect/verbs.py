"""Acts as verbs tell them: the phrases that decide the act of a clause."""

from bot.core.detect.verbs_of_talks import OF_TALKS
from bot.core.detect.verbs_on_ground import ON_GROUND

VERBS = {**OF_TALKS, **ON_GROUND}
