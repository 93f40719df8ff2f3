package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import s3migrate.sandbox.s3.error.S3Errors;
import s3migrate.sandbox.s3.event.EventDestinations;
import s3migrate.sandbox.s3.event.EventRule;
import s3migrate.sandbox.s3.store.Ids;
import s3migrate.sandbox.s3.wire.Xml;
import s3migrate.sandbox.s3.wire.XmlElement;

/// One entry of a notification configuration.
///
/// @param kind such as `Queue`
record NotificationRule(
        Kind kind,
        String id,
        String arn,
        Set<String> events,
        Optional<String> prefix,
        Optional<String> suffix) {

    enum Kind {
        Queue,
        Topic,
        CloudFunction;

        String element() {
            return name() + "Configuration";
        }
    }

    private static final String EVENT =
            "s3:(ObjectCreated|ObjectRemoved|ObjectRestore|ObjectTagging|ObjectAcl|Replication"
                    + "|LifecycleExpiration|LifecycleTransition|IntelligentTiering|ReducedRedundancyLostObject)"
                    + "(:[A-Za-z*]+)?";

    static NotificationRule of(Kind kind, XmlElement entry) {
        Set<String> events =
                entry.all("Event")
                        .map(XmlElement::text)
                        .collect(Collectors.toCollection(TreeSet::new));
        if (events.isEmpty()) {
            throw S3Errors.malformedXml();
        }
        events.stream()
                .filter(event -> !event.matches(EVENT))
                .findFirst()
                .ifPresent(event -> {
                    throw S3Errors.invalidArgument(
                            "The event is not supported for notifications", "Event", event);
                });
        return new NotificationRule(
                kind,
                entry.find("Id").filter(id -> !id.isEmpty()).orElseGet(() -> Ids.random(24)),
                entry.get(kind.name()),
                events,
                filter(entry, "prefix"),
                filter(entry, "suffix"));
    }

    EventRule to(EventDestinations destinations) {
        return destinations
                .find(arn)
                .map(sink ->
                        new EventRule(id, prefix.orElse(""), suffix.orElse(""), sink)
                                .withEvents(events))
                .orElseThrow(() ->
                        S3Errors.invalidArgument(
                                "Unable to validate the following destination configurations",
                                arn,
                                "The destination does not exist"));
    }

    void write(Xml xml) {
        xml.open(kind.element()).element("Id", id).element(kind.name(), arn);
        events.forEach(event -> xml.element("Event", event));
        if (prefix.isPresent() || suffix.isPresent()) {
            xml.open("Filter").open("S3Key");
            write(xml, "Prefix", prefix);
            write(xml, "Suffix", suffix);
            xml.close().close();
        }
        xml.close();
    }

    private static void write(Xml xml, String name, Optional<String> value) {
        value.ifPresent(text ->
                xml.open("FilterRule").element("Name", name).element("Value", text).close());
    }

    private static Optional<String> filter(XmlElement entry, String name) {
        var rules =
                entry.all("Filter")
                        .flatMap(filter -> filter.all("S3Key"))
                        .flatMap(key -> key.all("FilterRule"))
                        .toList();
        for (XmlElement rule : rules) {
            if (!rule.get("Name").matches("(?i)prefix|suffix")) {
                throw S3Errors.invalidArgument(
                        "filter rule name must be either prefix or suffix",
                        "FilterRule.Name",
                        rule.get("Name"));
            }
        }
        var found = rules.stream().filter(rule -> rule.get("Name").equalsIgnoreCase(name)).toList();
        if (found.size() > 1) {
            throw S3Errors.invalidArgument(
                    "Cannot specify more than one " + name + " rule in a filter.",
                    "FilterRule.Name",
                    name);
        }
        return found.stream().findFirst().map(rule -> rule.get("Value"));
    }
}
