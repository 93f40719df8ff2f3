package s3migrate.outcome.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import s3migrate.outcome.AnyEvent;
import s3migrate.outcome.EventSchema;
import s3migrate.outcome.OutcomeEvent;
import s3migrate.outcome.OutcomeEventsException;
import s3migrate.price.Priced;
import s3migrate.price.RecordedMeter;
import s3migrate.sandbox.events.BusEvent;
import s3migrate.sandbox.events.EventBridgeServer;
import s3migrate.sandbox.json.AccessKeys;
import s3migrate.sandbox.json.AwsError;
import s3migrate.sandbox.json.Fault;
import s3migrate.sandbox.json.Faults;
import s3migrate.time.ManualTime;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/// Events over the wire, to a bus with EventBridge's limits.
class EventBridgeEventsSandboxIT {

    private final EventBridgeServer server =
            EventBridgeServer.start(0, AccessKeys.of("AKIASANDBOX"));
    private final RecordedMeter meter = new RecordedMeter();
    private final ManualTime time = new ManualTime();
    private final SdkHttpClient http = Apache5HttpClient.create();
    private final EventBridgeEvents events =
            new EventBridgeEvents(
                    new PutEvents(() ->
                            new BusConnection(
                                    Region.US_EAST_1,
                                    server.uri(),
                                    StaticCredentialsProvider.create(
                                            AwsBasicCredentials.create("AKIASANDBOX", "secret")),
                                    http)),
                    meter,
                    time,
                    new Random(1));

    @AfterEach
    void close() {
        http.close();
        server.close();
    }

    @Test
    void anEventArrivesAsTheSchemaHasIt() {
        events.send(List.of(AnyEvent.completed("a.jpg", "order-17")));

        var event = server.events().getFirst();
        assertThat(event.bus()).isEqualTo("default");
        assertThat(event.source()).isEqualTo("s3-migrate");
        assertThat(event.detail().path("id").asText()).isEqualTo("order-17");
        EventSchema.assertTakes(event.detailType(), event.detail());
        assertThat(meter.units()).isEqualTo(Map.of(Priced.OUTCOME_EVENT, 1.0));
    }

    @Test
    void moreThanARequestHoldsGoesInSeveral() {
        var large =
                IntStream.range(0, 95)
                        .mapToObj(i -> failed("\u0001".repeat(1_000), "order-" + i))
                        .toList();

        events.send(large);

        assertThat(ids()).containsExactlyInAnyOrderElementsOf(idsOf(large));
        assertThat(meter.units().get(Priced.OUTCOME_EVENT)).isEqualTo(95);
    }

    @Test
    void onlyWhatTheBusFailedIsSentAgain() {
        server.refuse(2);
        var three = IntStream.range(0, 3).mapToObj(i -> failed("a", "order-" + i)).toList();

        events.send(three);

        assertThat(ids()).containsExactlyInAnyOrderElementsOf(idsOf(three));
    }

    @Test
    void aThrottledRequestPassesLater() {
        server.faults(
                Faults.first(
                        3,
                        "PutEvents",
                        new Fault.Refused(
                                AwsError.client("ThrottlingException", "Rate exceeded"))));

        events.send(List.of(AnyEvent.completed("a.jpg", "order-17")));

        assertThat(ids()).containsExactly("order-17");
    }

    @Test
    void anEventWhoseReplyIsLostIsSentAgain() {
        server.faults(Faults.first(1, "PutEvents", new Fault.ReplyLost()));

        events.send(List.of(AnyEvent.completed("a.jpg", "order-17")));

        assertThat(ids()).containsExactly("order-17", "order-17");
    }

    @Test
    void whatWillNotPassIsAnErrorAtOnce() {
        server.faults(
                Faults.first(
                        1,
                        "PutEvents",
                        new Fault.Refused(
                                AwsError.client(
                                        "AccessDeniedException",
                                        "not authorized to perform: events:PutEvents"))));

        assertThatThrownBy(() -> events.send(List.of(AnyEvent.completed("a.jpg", "order-17"))))
                .isInstanceOf(OutcomeEventsException.class)
                .hasMessage(
                        "PutEvents %s: 1 events not sent, because of AccessDeniedException, not authorized to perform: events:PutEvents (status 400)",
                        server.uri());
        assertThat(server.events()).isEmpty();
    }

    @Test
    void aBusThatDoesNotAnswerIsAnErrorAfterSixTries() {
        server.refuse(6);

        assertThatThrownBy(() -> events.send(List.of(AnyEvent.completed("a.jpg", "order-17"))))
                .isInstanceOf(OutcomeEventsException.class)
                .hasMessageEndingWith(
                        "1 events not sent, because of InternalFailure, The entry was refused");
        events.send(List.of(AnyEvent.completed("a.jpg", "order-18")));
        assertThat(ids()).containsExactly("order-18");
    }

    @Test
    void theBusIsThatOfTheRegion() {
        assertThat(BusConnection.endpointIn(Region.EU_WEST_1))
                .hasToString("https://events.eu-west-1.amazonaws.com");
        assertThat(BusConnection.endpointIn(Region.CN_NORTH_1))
                .hasToString("https://events.cn-north-1.amazonaws.com.cn");
    }

    private static OutcomeEvent failed(String name, String id) {
        return new OutcomeEvent.CopyFailed(
                AnyEvent.job(name, id), "Mismatch", "\u0001".repeat(2_000), AnyEvent.TIME);
    }

    private static List<String> idsOf(List<OutcomeEvent> sent) {
        return IntStream.range(0, sent.size()).mapToObj(i -> "order-" + i).toList();
    }

    private List<String> ids() {
        return server.events().stream()
                .map(BusEvent::detail)
                .map(detail -> detail.path("id").asText())
                .toList();
    }
}
