package dk.hoibu.fhir.smart;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** An issuer's key address on this machine, which counts how often its keys are fetched. */
final class CountedKeys {

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();

    CountedKeys() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().add("Location", "/keys");
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        });
        server.start();
    }

    KeyLocation location(Path folder) {
        Path file = new TestIssuer().writeKeys(folder.resolve("counted.json"));
        server.createContext("/keys", exchange -> {
            requests.incrementAndGet();
            byte[] body = Files.readAllBytes(file);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        return at("/keys");
    }

    KeyLocation redirecting() {
        server.createContext("/keys", exchange -> {
            requests.incrementAndGet();
            exchange.close();
        });
        return at("/elsewhere");
    }

    private KeyLocation at(String path) {
        return new KeyLocation.AtUrl(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path));
    }

    int requests() {
        return requests.get();
    }

    void stop() {
        server.stop(0);
    }
}
