package s3migrate.doctor;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.store.BucketSetup.Home;
import s3migrate.store.ListingRequest;
import s3migrate.store.StoreException;

/// Whether a bucket is there, where we think it is, at our time, and may be listed. Without that
/// nothing else of its side can be seen.
record Reach(End end, InstantSource clock) implements Check {

    /// S3 refuses signatures that are further off.
    private static final Duration REFUSED = Duration.ofMinutes(15);

    private static final Duration NOTABLE = Duration.ofMinutes(1);

    @Override
    public String subject() {
        return end.name("bucket");
    }

    @Override
    public List<Observation> look() {
        var seen = new ArrayList<Observation>();
        var asked = clock.instant();
        var home = end.setup().home(end.bucket());
        var answered = clock.instant();
        home.time().ifPresent(time -> seen.add(skew(time, asked, answered)));
        var elsewhere = elsewhere(home);
        if (elsewhere.isPresent()) {
            seen.add(elsewhere.get());
            return seen;
        }
        seen.add(Observation.ok(end.name("bucket"), where(home)));
        seen.add(listing());
        return seen;
    }

    private String where(Home home) {
        var place =
                end.endpoint()
                        .map(endpoint -> "at " + endpoint)
                        .orElseGet(
                                () -> "in " + home.region().or(end::region).orElse("its region"));
        return "s3://%s %s".formatted(end.bucket(), place);
    }

    /// Stores elsewhere have regions of their own, or none.
    private Optional<Observation> elsewhere(Home home) {
        var asked = end.region().filter(_ -> end.isAws());
        return home.region()
                .filter(region -> asked.isPresent() && !region.equals(asked.get()))
                .map(region ->
                        Observation.fault(
                                end.name("region"),
                                "s3://%s is in %s, asked for in %s"
                                        .formatted(end.bucket(), region, asked.orElseThrow()),
                                "S3 answers only in the bucket's own region",
                                "give the region %s for the %s".formatted(region, end.name())));
    }

    /// The store tells whole seconds, at some time between question and answer.
    private Observation skew(Instant time, Instant asked, Instant answered) {
        var middle = asked.plus(Duration.between(asked, answered).dividedBy(2));
        var skew = Duration.between(time.plusMillis(500), middle).abs();
        var what = "this machine's clock differs by %,d s".formatted(skew.toSeconds());
        var remedy = "set this machine's clock, or let NTP do it";
        if (skew.compareTo(REFUSED) >= 0) {
            return Observation.fault(
                    end.name("clock"),
                    what,
                    "requests signed more than 15 minutes off are refused, and filters by age are wrong",
                    remedy);
        }
        return skew.compareTo(NOTABLE) >= 0
                ? Observation.warn(
                        end.name("clock"),
                        what,
                        "at 15 minutes requests are refused; filters by age are off by as much",
                        remedy)
                : Observation.ok(end.name("clock"), "within a minute of ours");
    }

    private Observation listing() {
        var one = new ListingRequest(end.bucket(), end.range().prefix(), "", Optional.empty(), 1);
        try {
            end.store().list(one);
            return Observation.ok(end.name("listing"), "s3:ListBucket is allowed");
        } catch (StoreException refused) {
            if (Denial.is(refused)) {
                return Denial.of(end, "s3:ListBucket", refused);
            }
            throw refused;
        }
    }
}
