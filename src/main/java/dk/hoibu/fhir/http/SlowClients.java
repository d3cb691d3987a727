package dk.hoibu.fhir.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Cuts connections whose client takes too long, however often it sends a byte, which Jetty's idle timeout does not see: a request's headers
 * have so long to arrive, counted from the connection's opening or the answer before; so its body; and ten times that the client has to
 * take the answer.
 */
final class SlowClients extends Handler.Wrapper implements Connection.Listener {

    private static final int FOR_THE_ANSWER = 10;

    private static final long SMALL = 1 << 20;
    private static final long LARGEST = 101L << 20;

    /** Bytes in a second. */
    private static final long SLOWEST = 128 << 10;

    private final long limit;
    private final LongSupplier nanos;
    private final Map<Connection, Long> due = new ConcurrentHashMap<>();

    SlowClients(Duration limit, LongSupplier nanos, Handler inner) {
        super(inner);
        this.limit = limit.toNanos();
        this.nanos = nanos;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof ConnectionMetaData) {
            due.put(connection, nanos.getAsLong() + limit);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        due.remove(connection);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Connection connection = request.getConnectionMetaData().getConnection();
        Request.addCompletionListener(request, failure -> within(connection, limit));
        if (request.getLength() == 0) {
            within(connection, FOR_THE_ANSWER * limit);
            return super.handle(request, response, callback);
        }
        within(connection, limit + timeFor(request.getLength()));
        return super.handle(new Watched(request, connection), response, callback);
    }

    /** Large bodies, of which few are taken, may come at the pace of a slow line. */
    private static long timeFor(long length) {
        return length <= SMALL ? 0 : TimeUnit.SECONDS.toNanos(Math.min(length, LARGEST) / SLOWEST);
    }

    private void within(Connection connection, long time) {
        long deadline = nanos.getAsLong() + time;
        due.computeIfPresent(connection, (key, before) -> deadline);
    }

    /** Cuts those whose time is up. */
    void cut() {
        long now = nanos.getAsLong();
        due.forEach((connection, deadline) -> {
            if (now - deadline > 0 && due.remove(connection, deadline)) {
                cut(connection.getEndPoint());
            }
        });
    }

    private static void cut(EndPoint endPoint) {
        // beneath TLS, whose own good-bye a client could hold up
        EndPoint wire = endPoint instanceof EndPoint.Wrapper wrapper ? wrapper.unwrap() : endPoint;
        wire.close(new TimeoutException("too slow"));
    }

    /** A request whose body is on its way. */
    private final class Watched extends Request.Wrapper {

        private final Connection connection;

        private Watched(Request request, Connection connection) {
            super(request);
            this.connection = connection;
        }

        @Override
        public Content.Chunk read() {
            Content.Chunk chunk = super.read();
            if (chunk != null && chunk.isLast()) {
                within(connection, FOR_THE_ANSWER * limit);
            }
            return chunk;
        }
    }
}
