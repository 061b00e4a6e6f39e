"""The toy finding as a file of the folder of findings; TOY, in the environment, holds more settings as JSON."""

import json
import os

from tests.experiments import toy

TOY = json.loads(os.environ.get("TOY", "{}"))
FINDING = toy.finding(**TOY)
