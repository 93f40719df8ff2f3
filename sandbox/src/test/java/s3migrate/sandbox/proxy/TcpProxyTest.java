package s3migrate.sandbox.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Through a server that sends back what it gets.
class TcpProxyTest {
    private static final int BYTES = 100_000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Queue<IOException> unexpected = new ConcurrentLinkedQueue<>();
    private ServerSocket echo;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        echo = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::serve);
        proxy = TcpProxy.before(URI.create("http://127.0.0.1:" + echo.getLocalPort()), 1);
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        echo.close();
        threads.shutdownNow();
        threads.close();
        assertThat(unexpected).isEmpty();
    }

    @Test
    void passesBytesBothWaysUntilBothHaveFinished() throws IOException {
        byte[] sent = random();

        assertThat(echoed(sent)).isEqualTo(sent);
        assertThat(proxy.bytes(Direction.TO_SERVER)).isEqualTo(BYTES);
        assertThat(proxy.bytes(Direction.TO_CLIENT)).isEqualTo(BYTES);
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void cutsAfterTheBytesOfOneWay() throws IOException {
        proxy.plan(always(new Break.Cut(Direction.TO_CLIENT, 12_345)));
        byte[] sent = random();

        assertThat(echoed(sent)).hasSize(12_345).isEqualTo(Arrays.copyOf(sent, 12_345));
        proxy.plan(always(new Break.Cut(Direction.TO_SERVER, 777)));
        assertThat(echoed(sent)).hasSizeLessThanOrEqualTo(777);
        assertThat(proxy.bytes(Direction.TO_CLIENT)).isLessThanOrEqualTo(12_345 + 777);
    }

    @Test
    void resetsAtOnceOrAfterTheBytesOfOneWay() {
        proxy.plan(always(new Break.Reset(Direction.TO_SERVER, 0)));
        assertThatThrownBy(this::writeAndThenRead).isInstanceOf(SocketException.class);

        proxy.plan(always(new Break.Reset(Direction.TO_SERVER, 500)));
        assertThatThrownBy(this::writeAndThenRead).isInstanceOf(SocketException.class);
        assertThat(proxy.bytes(Direction.TO_SERVER)).isEqualTo(500);
    }

    @Test
    void acceptsAndNeverAnswers() throws IOException {
        proxy.plan(always(new Break.Silence(Direction.TO_SERVER, 0)));

        try (Socket socket = connect()) {
            socket.setSoTimeout(200);
            socket.getOutputStream().write(random());
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(proxy.bytes(Direction.TO_SERVER)).isZero();
    }

    @Test
    void fallsSilentInMidAnswer() throws IOException {
        proxy.plan(always(new Break.Silence(Direction.TO_CLIENT, 10)));

        try (Socket socket = connect()) {
            socket.getOutputStream().write(new byte[100]);
            assertThat(socket.getInputStream().readNBytes(10)).hasSize(10);
            socket.setSoTimeout(200);
            assertThatThrownBy(() -> socket.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void breaksOnlyTheConnectionsThatThePlanNames() throws IOException {
        Line broken = Line.CLEAR.broken(new Break.Cut(Direction.TO_CLIENT, 0));
        proxy.plan(LinePlan.onNth(2, broken));
        assertThat(sizes(3)).containsExactly(BYTES, 0, BYTES);

        proxy.plan(LinePlan.onFirst(2, broken));
        assertThat(sizes(3)).containsExactly(0, 0, BYTES);

        proxy.plan(LinePlan.byChance(0.5, 7, broken));
        List<Integer> once = sizes(12);
        proxy.plan(LinePlan.byChance(0.5, 7, broken));
        assertThat(sizes(12)).isEqualTo(once).contains(0, BYTES);
    }

    @Test
    void addsTheRoundTrip() throws IOException {
        proxy.plan(LinePlan.always(Line.CLEAR.withRoundTrip(Duration.ofMillis(80))));

        try (Socket socket = connect()) {
            for (int turn = 0; turn < 2; turn++) {
                long begin = System.nanoTime();
                socket.getOutputStream().write(turn);
                assertThat(socket.getInputStream().read()).isEqualTo(turn);
                assertThat(Duration.ofNanos(System.nanoTime() - begin))
                        .isGreaterThanOrEqualTo(Duration.ofMillis(80));
            }
        }
    }

    @Test
    void keepsToTheBandwidthEachWay() throws IOException {
        proxy.plan(LinePlan.always(Line.CLEAR.withBandwidth(4 * BYTES)));
        byte[] sent = random();

        long begin = System.nanoTime();
        assertThat(echoed(sent)).isEqualTo(sent);

        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThanOrEqualTo(Duration.ofMillis(250));
    }

    @Test
    void holdsUpEverythingBehindALostSegment() {
        Duration stall = Duration.ofMillis(200);
        Schedule lossy = new Schedule(Line.CLEAR.withLoss(1, stall), new SplittableRandom(1));

        long first = lossy.departure(1000);
        long second = lossy.departure(3000);

        assertThat(second - first).isGreaterThanOrEqualTo(3 * stall.toNanos());
    }

    @Test
    void losesTheShareOfSegmentsThatIsAskedFor() {
        Schedule lossy =
                new Schedule(
                        Line.CLEAR.withLoss(0.01, Duration.ofHours(1)), new SplittableRandom(5));
        long begin = System.nanoTime();

        long end = lossy.departure(1448 * 10_000);

        assertThat(Duration.ofNanos(end - begin).toHours()).isBetween(60L, 140L);
    }

    @Test
    void refusesALineThatCannotBe() {
        assertThatThrownBy(() -> Line.CLEAR.withLoss(1.5, Duration.ZERO))
                .hasMessage("lost share 1.5; accepted are 0 to 1");
        assertThatThrownBy(() -> Line.CLEAR.withBandwidth(-1))
                .hasMessage(
                        "round trip PT0S, stall PT0S, bytes per second -1; none may be negative");
    }

    private static LinePlan always(Break end) {
        return LinePlan.always(Line.CLEAR.broken(end));
    }

    private List<Integer> sizes(int connections) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        for (int number = 0; number < connections; number++) {
            sizes.add(echoed(random()).length);
        }
        return sizes;
    }

    private byte[] echoed(byte[] bytes) throws IOException {
        try (Socket socket = connect()) {
            var writing =
                    threads.submit(() -> {
                        socket.getOutputStream().write(bytes);
                        socket.shutdownOutput();
                        return bytes.length;
                    });
            byte[] got = socket.getInputStream().readAllBytes();
            writing.cancel(true);
            return got;
        }
    }

    /// On one thread: a reset is told once, to whoever asks first, and its reads are empty from
    /// then on.
    private void writeAndThenRead() throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(random());
            socket.getInputStream().readAllBytes();
        }
    }

    private Socket connect() throws IOException {
        return new Socket(proxy.endpoint().getHost(), proxy.endpoint().getPort());
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket socket = echo.accept();
                threads.execute(() -> sendBack(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void sendBack(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (SocketException brokenByTheProxy) {
            return;
        } catch (IOException broke) {
            unexpected.add(broke);
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[BYTES];
        new Random(2).nextBytes(bytes);
        return bytes;
    }
}
