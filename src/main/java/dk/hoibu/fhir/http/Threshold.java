package dk.hoibu.fhir.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What is refused wherever it is sent: a Host that is not ours (a page of another site may have led a browser here under its own name), and
 * a method there is not.
 */
final class Threshold extends Handler.Wrapper {

    /** Those that what is inside answers or refuses itself. */
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "DELETE");

    private final Set<String> names = new HashSet<>();

    /** {@code names} the server goes by, beside that in {@code base}, the address it was reached at, and localhost. */
    Threshold(URI base, Set<String> names, Handler inner) {
        super(inner);
        this.names.add(plain(base.getHost()));
        names.forEach(name -> this.names.add(plain(name)));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        if (!isOurs(
                Request.getServerName(request), request.getConnectionMetaData().getLocalSocketAddress())) {
            Response.writeError(request, response, callback, 421);
            return true;
        }
        if (!METHODS.contains(request.getMethod()) && !isFhir(request)) {
            response.getHeaders().put(HttpHeader.ALLOW, Admission.METHODS);
            Response.writeError(request, response, callback, 405);
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** The door there refuses methods itself, and logs it. */
    private static boolean isFhir(Request request) {
        return !"CONNECT".equals(request.getMethod())
                && Request.getPathInContext(request).startsWith(Door.FHIR_PATH);
    }

    private boolean isOurs(String host, SocketAddress reached) {
        String name = plain(host);
        if (names.contains(name)) {
            return true;
        }
        if (!(reached instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return false;
        }
        InetAddress address = socket.getAddress();
        return name.equals(plain(address.getHostAddress())) || address.isLoopbackAddress() && name.equals("localhost");
    }

    private static String plain(String host) {
        return host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    }
}
