package s3migrate.sandbox.s3.operation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.event.EventDestinations;
import s3migrate.sandbox.s3.event.EventRule;
import s3migrate.sandbox.s3.event.Events;
import s3migrate.sandbox.s3.event.TestEvent;
import s3migrate.sandbox.s3.store.Bucket;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.wire.Request;
import s3migrate.sandbox.s3.wire.Response;
import s3migrate.sandbox.s3.wire.Xml;
import s3migrate.sandbox.s3.wire.XmlElement;

/// Replaces all notifications of a bucket, if every destination exists and no event would go two
/// ways; each destination gets a test event.
record PutBucketNotification(Buckets buckets, Events events, EventDestinations destinations)
        implements Operation {
    private static final String BUS = "EventBridgeConfiguration";

    @Override
    public Response answer(Request request) throws IOException {
        Bucket bucket = buckets.named(request.bucket());
        XmlElement body = XmlElement.parse(RequestBody.of(request).small());
        if (!body.name().equals("NotificationConfiguration")) {
            throw S3Errors.malformedXml();
        }
        boolean toBus = body.all(BUS).findAny().isPresent();
        List<NotificationRule> rules =
                Stream.of(NotificationRule.Kind.values())
                        .flatMap(kind ->
                                body.all(kind.element())
                                        .map(entry -> NotificationRule.of(kind, entry)))
                        .toList();
        List<EventRule> routes = rules.stream().map(rule -> rule.to(destinations)).toList();
        checkOverlap(routes);
        String test = TestEvent.json(bucket.name(), buckets.clock().instant());
        routes.forEach(route -> events.deliver(route.sink(), test));
        List<EventRule> all = new ArrayList<>(routes);
        if (toBus) {
            all.add(destinations.toBus());
        }
        events.configure(bucket.name(), all);
        bucket.documents().put("notification", document(rules, toBus).getBytes(UTF_8));
        return Response.empty(200);
    }

    private static void checkOverlap(List<EventRule> routes) {
        for (int one = 0; one < routes.size(); one++) {
            for (int other = one + 1; other < routes.size(); other++) {
                if (routes.get(one).overlaps(routes.get(other))) {
                    throw S3Errors.invalidArgument(
                            "Configurations overlap. Configurations on the same bucket cannot share a common event"
                                    + " type.",
                            "Id",
                            routes.get(other).id());
                }
            }
        }
    }

    private static String document(List<NotificationRule> rules, boolean toBus) {
        Xml xml = Xml.document("NotificationConfiguration");
        rules.forEach(rule -> rule.write(xml));
        if (toBus) {
            xml.open(BUS).close();
        }
        return xml.toString();
    }
}
