"""Listeners run in their threads, and nobody sleeps until they have answered.

Bolt holds a thread for each payload that looks a hundred times a second for the answer.
"""

from contextvars import ContextVar
from typing import Any

from slack_bolt import BoltRequest, BoltResponse
from slack_bolt.listener import Listener
from slack_bolt.listener.thread_runner import ThreadListenerRunner
from slack_bolt.logger.messages import warning_did_not_call_ack

from bot.metrics.slack import Promised
from bot.slack.steady_ack import SteadyAck

promising: ContextVar[bool] = ContextVar("promising", default=False)
"""Whether whoever dispatches takes a promise for an answer."""


class AnsweringRunner(ThreadListenerRunner):
    """Bolt's own, which is told of the answer."""

    def run(
        self,
        request: BoltRequest,
        response: BoltResponse,
        listener_name: str,
        listener: Listener,
        starting_time: float | None = None,
    ) -> BoltResponse | None:
        ack = request.context.ack
        usual = self.process_before_response or listener.lazy_functions
        if not isinstance(ack, SteadyAck) or listener.auto_acknowledgement or usual:
            return super().run(request, response, listener_name, listener, starting_time)
        self.listener_executor.submit(self._listen, request, response, listener)
        if promising.get() and ack.response is None:
            return Promised(ack.then, listener.ack_timeout)
        answer = ack.wait(listener.ack_timeout)
        if answer is None:
            self.logger.warning(warning_did_not_call_ack(listener_name))
        return answer

    def _listen(
        self, request: BoltRequest, response: BoltResponse | None, listener: Listener
    ) -> None:
        about: dict[str, Any] = {"request": request, "response": response}
        try:
            self.listener_start_handler.handle(**about)
            listener.run_ack_function(**about)
        except Exception as error:  # the outermost of a listener, as Bolt has it
            owed = None
            if request.context.ack.response is None:
                owed = response or BoltResponse(status=500)
                owed.status = 500
            self.listener_error_handler.handle(error=error, request=request, response=owed)
            request.context.ack.response = owed
        finally:
            self.listener_completion_handler.handle(**about)
