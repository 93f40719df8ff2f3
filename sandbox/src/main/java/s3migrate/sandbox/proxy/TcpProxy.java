package s3migrate.sandbox.proxy;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/// A port on loopback that passes connections on to a server, as badly as its plan says. Clients
/// take `endpoint` in place of the server's; a certificate for 127.0.0.1 holds for both. Safe for
/// any number of threads; closing it resets what is open.
public final class TcpProxy implements AutoCloseable {
    private record Placed(LinePlan plan, AtomicLong connections) {}

    private static final Logger LOG = System.getLogger(TcpProxy.class.getName());

    private final URI server;
    private final long seed;
    private final ServerSocket port;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicLong accepted = new AtomicLong();
    private final ByteCounts passed = new ByteCounts();
    private volatile Placed placed = new Placed(LinePlan.always(Line.CLEAR), new AtomicLong());

    private TcpProxy(URI server, long seed) throws IOException {
        this.server = server;
        this.seed = seed;
        port = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    /// Accepts connections when it returns; all are clear until a plan is set.
    ///
    /// @param server with its port, such as `https://127.0.0.1:8443`
    /// @param seed decides which segments are lost
    public static TcpProxy before(URI server, long seed) throws IOException {
        return new TcpProxy(server, seed);
    }

    /// The server's, with the port of the proxy.
    public URI endpoint() {
        return URI.create(server.getScheme() + "://127.0.0.1:" + port.getLocalPort());
    }

    /// For connections accepted from now on, counted anew.
    public void plan(LinePlan plan) {
        placed = new Placed(plan, new AtomicLong());
    }

    /// Connections accepted since the start.
    public long connections() {
        return accepted.get();
    }

    /// Bytes passed on since the start.
    public long bytes(Direction direction) {
        return passed.sum(direction);
    }

    private void accept() {
        while (!port.isClosed()) {
            try {
                pass(port.accept());
            } catch (IOException refused) {
                LOG.log(Logger.Level.DEBUG, "one connection less", refused);
            }
        }
    }

    private void pass(Socket client) throws IOException {
        long number = accepted.incrementAndGet();
        Placed now = placed;
        Line line = now.plan().lineOf(now.connections().incrementAndGet());
        Socket behind = new Socket();
        var connection = new Connection(client, behind, line, one -> open.remove(one));
        open.add(connection);
        try {
            client.setTcpNoDelay(true);
            behind.setTcpNoDelay(true);
            behind.connect(new InetSocketAddress(server.getHost(), server.getPort()));
        } catch (IOException refused) {
            connection.reset();
            throw refused;
        }
        connection.start(threads, new SplittableRandom(seed * 31 + number), passed);
    }

    @Override
    public void close() throws IOException {
        port.close();
        threads.shutdownNow();
        open.forEach(Connection::reset);
    }
}
