package s3migrate.sandbox.sqs;

import java.net.URI;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.LoopbackHttp;

/// SQS on loopback, for SDK clients whose endpoint is [#uri] and for code in this JVM through
/// [#queues].
///
/// Queues and messages live in memory until [#close], which ends long polls too.
public final class SqsServer implements AutoCloseable {
    /// The account that owns every queue.
    public static final String ACCOUNT = "000000000000";

    private final LoopbackHttp http;
    private final ElasticMq engine;
    private final SqsCalls calls;
    private final SqsFront front;
    private final String region;

    private SqsServer(LoopbackHttp http, String region, AccessKeys keys) {
        this.http = http;
        this.region = region;
        engine = ElasticMq.start(http.port(), region, ACCOUNT);
        calls = new SqsCalls(engine.uri());
        front = new SqsFront(calls, keys);
        http.start(front::serve);
    }

    /// Serves on `port`, or on any free port if it is 0. Requests signed with a key not in `keys`
    /// are refused.
    public static SqsServer start(int port, String region, AccessKeys keys) {
        return new SqsServer(LoopbackHttp.bind(port), region, keys);
    }

    public URI uri() {
        return http.uri();
    }

    /// Requests of SDK clients so far as SQS would bill them: one for each 64 KiB that was sent.
    /// What answers to ReceiveMessage carry is left out, and what [#queues] did.
    public long billedRequests() {
        return front.billed();
    }

    public String region() {
        return region;
    }

    public Queues queues() {
        return new Queues(calls);
    }

    @Override
    public void close() {
        calls.close();
        http.close();
        engine.close();
    }
}
