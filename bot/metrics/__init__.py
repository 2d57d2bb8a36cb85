"""What one process did and how long it took, for Prometheus: counts and times, never whose."""

from bot.metrics.meters import Meters
from bot.metrics.queues import Queues
from bot.metrics.serving import serving_metrics

__all__ = ["Meters", "Queues", "serving_metrics"]
