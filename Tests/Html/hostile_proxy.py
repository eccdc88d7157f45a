"""Runs a command against a proxy that lies in front of a SCEP server and puts markup into headers and capabilities.

usage: hostile_proxy.py SERVER-URL COMMAND...   the word URL in the command stands for the proxy's address
"""

import http.server
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request

MARKUP = "</script><script>document.title='pwned'</script><img src=http://evil.example/x onerror=alert(1)>\u202e"


class Proxy(http.server.BaseHTTPRequestHandler):
    upstream = ""

    def forward(self, body=None):
        query = urllib.parse.urlsplit(self.path).query
        request = urllib.request.Request(f"{self.upstream}?{query}", data=body)
        try:
            with urllib.request.urlopen(request, timeout=60) as reply:
                status, kind, octets = reply.status, reply.headers.get("Content-Type", ""), reply.read()
        except urllib.error.HTTPError as error:
            status, kind, octets = error.code, error.headers.get("Content-Type", ""), error.read()
        if "GetCACaps" in query:
            octets += MARKUP.encode() + b"\n"
        elif "GetCACert" in query:
            kind = f"{kind}; {MARKUP.encode().decode('latin-1')}"
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(octets)))
        self.end_headers()
        self.wfile.write(octets)

    def do_GET(self):
        self.forward()

    def do_POST(self):
        self.forward(self.rfile.read(int(self.headers.get("Content-Length", 0))))

    def log_message(self, *_):
        pass


Proxy.upstream = sys.argv[1]
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Proxy)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}/scep"
sys.exit(subprocess.run([address if word == "URL" else word for word in sys.argv[2:]]).returncode)
