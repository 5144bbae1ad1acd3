"""A token that is cancelled as soon as somebody waits."""

import threading

from aixsdk.cancel import CancelToken


class WaitedToken(CancelToken):
    """Another thread cancels it while the first wait lasts."""

    def wait(self, seconds: float) -> bool:
        threading.Timer(0.01, self.cancel).start()
        return super().wait(seconds)
