package s3migrate.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import s3migrate.object.ObjectSummary;

/// What lies at the source, told from a bounded piece of its listing, and how much of it nobody can
/// read before it is restored.
record ContentCheck(Supplier<Sample> sample) implements Check {

    private static final String SUBJECT = "source objects";
    private static final double MIB = 1 << 20;
    private static final double PERCENT = 100;

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Observation> look() {
        var seen = new ArrayList<Observation>();
        var found = sample.get();
        if (found.rows().isEmpty()) {
            return List.of(
                    Observation.note(
                            SUBJECT,
                            found.whole() ? "none" : "none among the first of the listing",
                            "what is not tried on an object is tried on a key that is not there"));
        }
        seen.add(
                Observation.ok(
                        SUBJECT, "%s, %,.1f MiB".formatted(found.text(), found.bytes() / MIB)));
        var archived = found.rows().stream().filter(ObjectSummary::isArchived).toList();
        if (!archived.isEmpty()) {
            long bytes = archived.stream().mapToLong(ObjectSummary::size).sum();
            seen.add(
                    Observation.warn(
                            SUBJECT,
                            "%,d of %s are archived (%.0f %%), %,.1f MiB"
                                    .formatted(
                                            archived.size(),
                                            found.text(),
                                            PERCENT * archived.size() / found.rows().size(),
                                            bytes / MIB),
                            "archived objects are reported, and not copied",
                            "restore what is needed first (RestoreObject, S3 Batch Operations)"));
        }
        return seen;
    }
}
