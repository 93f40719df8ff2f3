package s3migrate.sandbox.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.LockSupport;

/// One way of a connection: a thread reads, another writes when the schedule lets it. Up to 4 MiB
/// are on their way; then the sender has to wait.
final class Flow {
    private static final int PIECE_BYTES = 16 * 1024;
    private static final int PIECES = 256;

    /// Empty at the end of the stream.
    private record Piece(ByteBuffer bytes, long departure) {}

    private final Connection connection;
    private final Direction direction;
    private final Socket from;
    private final Socket to;
    private final Schedule schedule;
    private final ByteCounts passed;
    private final BlockingQueue<Piece> onTheWay = new ArrayBlockingQueue<>(PIECES);

    Flow(
            Connection connection,
            Direction direction,
            Socket from,
            Socket to,
            Schedule schedule,
            ByteCounts passed) {
        this.connection = connection;
        this.direction = direction;
        this.from = from;
        this.to = to;
        this.schedule = schedule;
        this.passed = passed;
    }

    void read() {
        byte[] buffer = new byte[PIECE_BYTES];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                onTheWay.put(
                        new Piece(
                                ByteBuffer.wrap(Arrays.copyOf(buffer, read)),
                                schedule.departure(read)));
            }
            onTheWay.put(new Piece(ByteBuffer.allocate(0), schedule.departure(0)));
        } catch (IOException broken) {
            connection.reset();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    void write() {
        try {
            OutputStream out = to.getOutputStream();
            long before = 0;
            while (true) {
                Piece piece = onTheWay.take();
                waitUntil(piece.departure());
                if (!piece.bytes().hasRemaining()) {
                    connection.ended(to);
                    return;
                }
                int allowed = connection.allowed(direction, before, piece.bytes().remaining());
                if (allowed > 0) {
                    out.write(piece.bytes().array(), 0, allowed);
                    passed.add(direction, allowed);
                }
                before += allowed;
                connection.breakAt(direction, before);
            }
        } catch (IOException broken) {
            connection.reset();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private static void waitUntil(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime();
                left > 0;
                left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
