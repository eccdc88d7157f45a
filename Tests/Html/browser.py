"""Headless Chromium over the DevTools protocol on two pipes; nothing but the standard library."""

import base64
import json
import os
import subprocess
import tempfile


class Browser:
    def __init__(self):
        self.profile = tempfile.TemporaryDirectory()
        down, self.out = os.pipe()
        self.into, up = os.pipe()
        # Chromium reads from 3 and writes to 4.
        command = (
            f"exec chromium --headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run "
            f"--disable-background-networking --remote-debugging-pipe --user-data-dir={self.profile.name} "
            f"about:blank 3<&{down} 4>&{up}"
        )
        self.process = subprocess.Popen(
            ["bash", "-c", command], pass_fds=(down, up), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(down)
        os.close(up)
        self.buffer, self.number, self.events = b"", 0, []
        target = self.call("Target.createTarget", url="about:blank")["targetId"]
        self.session = None
        self.session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ["Page", "Runtime", "Log", "Network"]:
            self.call(f"{domain}.enable")

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if getattr(self, "session", None):
            message["sessionId"] = self.session
        os.write(self.out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self.read()
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]
            self.events.append(answer)

    def read(self):
        while b"\0" not in self.buffer:
            piece = os.read(self.into, 1 << 16)
            if not piece:
                raise RuntimeError("Chromium has ended")
            self.buffer += piece
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def wait(self, method):
        while not any(event.get("method") == method for event in self.events):
            self.events.append(self.read())

    def open(self, address):
        # From another page, since a change of the fragment alone loads nothing.
        self.call("Page.navigate", url="about:blank")
        self.call("Runtime.evaluate", expression="1")
        self.events = []
        self.call("Page.navigate", url=address)
        self.wait("Page.loadEventFired")

    def js(self, expression):
        result = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in result:
            raise RuntimeError(f"{expression}: {result['exceptionDetails']}")
        return result["result"].get("value")

    def press(self, key, code, text=None):
        number = {"Enter": 13, "Tab": 9, "/": 191}[key]
        for kind in ["keyDown", "keyUp"]:
            extra = {"text": text} if text and kind == "keyDown" else {}
            self.call(
                "Input.dispatchKeyEvent", type=kind, key=key, code=code, windowsVirtualKeyCode=number, **extra
            )

    def scheme(self, name):
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": name}])

    def screenshot(self, path):
        with open(path, "wb") as file:
            file.write(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.profile.cleanup()

    def complaints(self):
        """What the page said, and what it asked for beside itself."""
        found = []
        for event in self.events:
            method, parameters = event.get("method"), event.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append("exception: " + json.dumps(parameters["exceptionDetails"])[:300])
            elif method == "Runtime.consoleAPICalled":
                found.append("console: " + json.dumps(parameters["args"])[:300])
            elif method == "Log.entryAdded":
                found.append("log: " + parameters["entry"]["text"][:300])
            elif method == "Network.requestWillBeSent" and parameters.get("type") != "Document":
                found.append("request: " + parameters["request"]["url"][:300])
        return found
