package s3migrate.doctor;

import java.util.List;
import s3migrate.route.Route;

/// Whether copies of the route would be sources of it again. Buckets of two stores, or partitions,
/// may share a name.
record CircleCheck(Route route, End source, End destination) implements Check {

    private static final String SUBJECT = "prefixes";

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Observation> look() {
        boolean oneStore =
                source.endpoint().equals(destination.endpoint())
                        && source.partition().equals(destination.partition());
        if (!oneStore || !route.feeds(route)) {
            return List.of(Observation.ok(SUBJECT, "no copy is a source again"));
        }
        return List.of(
                Observation.fault(
                        SUBJECT,
                        "%s and %s overlap".formatted(route.source(), route.destinationRange()),
                        "copies would be copied again, without end",
                        "choose prefixes of which none begins with the other"));
    }
}
