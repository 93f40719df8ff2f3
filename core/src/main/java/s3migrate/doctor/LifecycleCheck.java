package s3migrate.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.route.BucketPrefix;
import s3migrate.route.Permission.Side;
import s3migrate.store.BucketSetup.LifecycleRule;

/// Rules that work against the route: that end its uploads too early, delete its copies, or archive
/// what it is to read.
record LifecycleCheck(End end) implements SetupCheck {

    /// Messages of a paused route wait for three days, and its open uploads with them.
    private static final int EARLY_DAYS = 4;

    @Override
    public String of() {
        return "lifecycle";
    }

    @Override
    public String action() {
        return "s3:GetLifecycleConfiguration";
    }

    @Override
    public List<Observation> see() {
        var rules = end.setup().lifecycle(end.bucket()).stream().filter(this::concerns).toList();
        var seen = new ArrayList<Observation>();
        for (var rule : rules) {
            expiry(rule).ifPresent(seen::add);
            archiving(rule).ifPresent(seen::add);
            if (end.side() == Side.DESTINATION) {
                earlyAbort(rule).ifPresent(seen::add);
            }
        }
        if (end.side() == Side.DESTINATION && rules.stream().noneMatch(this::abortsAll)) {
            seen.add(
                    Observation.note(
                            subject(),
                            "no rule ends open uploads of the whole route",
                            "parts of uploads that are given up are billed until somebody ends them; a rule of 7 days does"));
        }
        if (seen.isEmpty()) {
            seen.add(Observation.ok(subject(), "nothing that concerns the route"));
        }
        return seen;
    }

    private boolean concerns(LifecycleRule rule) {
        return new BucketPrefix(end.bucket(), rule.prefix()).overlaps(end.range());
    }

    private boolean abortsAll(LifecycleRule rule) {
        return rule.abortDays().isPresent() && end.range().prefix().startsWith(rule.prefix());
    }

    private Optional<Observation> expiry(LifecycleRule rule) {
        return rule.expiry()
                .map(when ->
                        switch (end.side()) {
                            case SOURCE ->
                                    Observation.note(
                                            subject(),
                                            "rule \"%s\" deletes %s objects %s"
                                                    .formatted(rule.id(), extent(rule), when),
                                            "copies of what it deletes stay, unless the route deletes what expires");
                            case DESTINATION ->
                                    Observation.warn(
                                            subject(),
                                            "rule \"%s\" deletes %s copies %s"
                                                    .formatted(rule.id(), extent(rule), when),
                                            "each comparison finds them missing and copies them anew, as long as the source has them",
                                            "leave %s out of rule \"%s\""
                                                    .formatted(end.range(), rule.id()));
                        });
    }

    private Optional<Observation> archiving(LifecycleRule rule) {
        var archives =
                rule.transitions().stream()
                        .filter(t -> t.startsWith("GLACIER ") || t.startsWith("DEEP_ARCHIVE"))
                        .toList();
        if (archives.isEmpty()) {
            return Optional.empty();
        }
        var what =
                "rule \"%s\" moves %s objects to %s"
                        .formatted(rule.id(), extent(rule), String.join(", ", archives));
        return Optional.of(
                switch (end.side()) {
                    case SOURCE ->
                            Observation.note(
                                    subject(),
                                    what,
                                    "what is archived before it is copied is reported, and not copied");
                    case DESTINATION ->
                            Observation.note(
                                    subject(),
                                    what,
                                    "copies there are compared by what the listing and HEAD say, and billed for 90 or 180 days at the least");
                });
    }

    private Optional<Observation> earlyAbort(LifecycleRule rule) {
        return rule.abortDays().stream()
                .filter(days -> days < EARLY_DAYS)
                .mapToObj(days ->
                        Observation.warn(
                                subject(),
                                "rule \"%s\" ends open uploads after %d days"
                                        .formatted(rule.id(), days),
                                "an upload that waits longer, for a route that is paused or a slow link, begins anew",
                                "let it be %d days or more".formatted(EARLY_DAYS + 3)))
                .findFirst();
    }

    private static String extent(LifecycleRule rule) {
        return rule.some() ? "some" : "all";
    }
}
