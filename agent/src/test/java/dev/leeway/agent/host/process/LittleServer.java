package dev.leeway.agent.host.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server to be observed: waits on the port it is given until it is killed. */
final class LittleServer {
    private LittleServer() {}

    /**
     * Runs.
     *
     * @param arguments the port; more is ignored
     */
    public static void main(String[] arguments) throws IOException {
        try (ServerSocket server =
                new ServerSocket(Integer.parseInt(arguments[0]), 8, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (Socket client = server.accept()) {
                    client.getOutputStream().write('.');
                }
            }
        }
    }
}
