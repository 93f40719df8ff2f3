package s3migrate.sandbox.sqs;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/// The ElasticMQ engine on a port of its own. It checks no credentials, so only [SqsFront] and
/// [SqsCalls] speak to it.
final class ElasticMq implements AutoCloseable {
    /// Off: its loggers at `info` write several lines a queue. A long poll of 20 s must not meet
    /// Pekko's own time-out.
    private static final String CONFIG =
            """
            pekko {
              loggers = []
              loglevel = OFF
              stdout-loglevel = OFF
              daemonic = on
              http.server.request-timeout = 60 s
            }
            """;

    private final ActorSystem actors;
    private final SQSRestServer server;
    private final URI uri;

    private ElasticMq(ActorSystem actors, SQSRestServer server) {
        this.actors = actors;
        this.server = server;
        this.uri =
                URI.create(
                        "http://127.0.0.1:"
                                + server.waitUntilStarted().localAddress().getPort()
                                + "/");
    }

    /// Queue URLs will name `publicPort`, where the front serves.
    static ElasticMq start(int publicPort, String region, String accountId) {
        silence("org.elasticmq");
        silence("org.apache.pekko");
        var actors =
                ActorSystem.create(
                        "sqs",
                        ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load()));
        return new ElasticMq(
                actors,
                SQSRestServerBuilder.withActorSystem(actors)
                        .withInterface("127.0.0.1")
                        .withDynamicPort()
                        .withServerAddress(new NodeAddress("http", "127.0.0.1", publicPort, ""))
                        .withAWSRegion(region)
                        .withAWSAccountId(accountId)
                        .start());
    }

    URI uri() {
        return uri;
    }

    /// Does not wait for the server's own stop, which lets long polls run out; ending the actors
    /// ends them.
    @Override
    public void close() {
        server.stopAndGetFuture().apply();
        actors.terminate();
        actors.getWhenTerminated().toCompletableFuture().join();
    }

    /// For slf4j-simple, which knows no other way from code. Other backends are configured by the
    /// program.
    private static void silence(String logger) {
        var property = "org.slf4j.simpleLogger.log." + logger;
        if (System.getProperty(property) == null) System.setProperty(property, "off");
    }
}
