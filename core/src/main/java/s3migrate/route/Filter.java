package s3migrate.route;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Which of its source's objects a route is about: by name, size in bytes, age since the object was
/// last modified, and storage class. Bounds belong to what is taken in; empty classes are all.
///
/// Whatever a filter asks for and a notification does not tell leaves the object to the next
/// comparison. Serves many threads.
public record Filter(
        NameFilter names,
        OptionalLong leastBytes,
        OptionalLong mostBytes,
        Optional<Duration> leastAge,
        Optional<Duration> mostAge,
        Set<String> storageClasses) {

    /// Takes in everything.
    public static final Filter NONE =
            new Filter(
                    NameFilter.NONE,
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Set.of());

    public Filter {
        storageClasses = Set.copyOf(storageClasses);
    }

    /// What is known of an object. `name` is what follows the route's source prefix.
    public record Known(
            String name,
            OptionalLong bytes,
            Optional<Instant> modified,
            Optional<String> storageClass) {}

    /// Whether its bounds of size leave nothing between them.
    public boolean takesInNoSize() {
        return leastBytes.orElse(0) > mostBytes.orElse(Long.MAX_VALUE);
    }

    /// Whether its bounds of age leave nothing between them.
    public boolean takesInNoAge() {
        return leastAge.isPresent()
                && mostAge.isPresent()
                && leastAge.get().compareTo(mostAge.get()) > 0;
    }

    /// Whether an object is left out by its name alone: all that is left of one that is gone.
    public boolean leavesOut(String name) {
        return names.leavesOut(name);
    }

    /// Why an object is left out; empty if it is taken in.
    public Optional<String> reason(Known known, Instant now) {
        if (leavesOut(known.name())) {
            return Optional.of("left out by its name");
        }
        return bySize(known.bytes())
                .or(() -> byAge(known.modified(), now))
                .or(() -> byClass(known.storageClass()));
    }

    private Optional<String> bySize(OptionalLong bytes) {
        if (leastBytes.isEmpty() && mostBytes.isEmpty()) {
            return Optional.empty();
        }
        if (bytes.isEmpty()) {
            return untold("size");
        }
        boolean inside =
                bytes.getAsLong() >= leastBytes.orElse(0)
                        && bytes.getAsLong() <= mostBytes.orElse(Long.MAX_VALUE);
        return inside ? Optional.empty() : Optional.of("left out by its size");
    }

    private Optional<String> byAge(Optional<Instant> modified, Instant now) {
        if (leastAge.isEmpty() && mostAge.isEmpty()) {
            return Optional.empty();
        }
        if (modified.isEmpty()) {
            return untold("age");
        }
        var age = Duration.between(modified.get(), now);
        boolean inside =
                leastAge.filter(least -> age.compareTo(least) < 0).isEmpty()
                        && mostAge.filter(most -> age.compareTo(most) > 0).isEmpty();
        return inside ? Optional.empty() : Optional.of("left out by its age");
    }

    private Optional<String> byClass(Optional<String> storageClass) {
        if (storageClasses.isEmpty() || storageClass.filter(storageClasses::contains).isPresent()) {
            return Optional.empty();
        }
        return storageClass.isEmpty()
                ? untold("storage class")
                : Optional.of("left out by its storage class");
    }

    private static Optional<String> untold(String what) {
        return Optional.of("its %s is not told: the comparison looks".formatted(what));
    }
}
