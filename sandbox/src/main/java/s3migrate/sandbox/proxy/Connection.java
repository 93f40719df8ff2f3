package s3migrate.sandbox.proxy;

import java.io.IOException;
import java.lang.System.Logger;
import java.net.Socket;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// A client's connection and the one to the server behind it.
final class Connection {
    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private final Socket client;
    private final Socket server;
    private final Line line;
    private final Consumer<Connection> closed;
    private final AtomicInteger endedWays = new AtomicInteger();
    private volatile boolean broken;

    /// Tells `closed` when both ends are closed, perhaps more than once.
    Connection(Socket client, Socket server, Line line, Consumer<Connection> closed) {
        this.client = client;
        this.server = server;
        this.line = line;
        this.closed = closed;
    }

    void start(ExecutorService threads, SplittableRandom chance, ByteCounts passed)
            throws IOException {
        breakAt(Direction.TO_SERVER, 0);
        breakAt(Direction.TO_CLIENT, 0);
        List<Flow> flows =
                List.of(
                        new Flow(
                                this,
                                Direction.TO_SERVER,
                                client,
                                server,
                                new Schedule(line, chance.split()),
                                passed),
                        new Flow(
                                this,
                                Direction.TO_CLIENT,
                                server,
                                client,
                                new Schedule(line, chance.split()),
                                passed));
        for (Flow flow : flows) {
            threads.execute(flow::read);
            threads.execute(flow::write);
        }
    }

    /// How many of the next bytes may pass after `before` bytes; the rest is dropped.
    int allowed(Direction direction, long before, int next) {
        if (broken) {
            return 0;
        }
        return line.end()
                .filter(end -> end.direction() == direction)
                .map(end -> (int) Math.min(next, end.bytes() - before))
                .orElse(next);
    }

    /// Breaks the connection if that many bytes were to be the last.
    void breakAt(Direction direction, long bytes) throws IOException {
        if (broken
                || line.end().isEmpty()
                || line.end().get().direction() != direction
                || line.end().get().bytes() > bytes) {
            return;
        }
        broken = true;
        switch (line.end().get()) {
            case Break.Reset _ -> reset();
            case Break.Cut _ -> {
                finish(client);
                finish(server);
            }
            case Break.Silence _ -> {}
        }
    }

    /// One way has nothing more to say.
    void ended(Socket to) throws IOException {
        finish(to);
        if (endedWays.incrementAndGet() == 2) {
            close();
        }
    }

    private static void finish(Socket to) throws IOException {
        if (!to.isOutputShutdown()) {
            to.shutdownOutput();
        }
    }

    void reset() {
        try {
            client.setSoLinger(true, 0);
            server.setSoLinger(true, 0);
        } catch (IOException closed) {
            LOG.log(Logger.Level.TRACE, "closed before its reset", closed);
        }
        close();
    }

    void close() {
        try (client;
                server) {
            closed.accept(this);
        } catch (IOException gone) {
            LOG.log(Logger.Level.TRACE, "gone before it was closed", gone);
        }
    }
}
