package s3migrate.transfer;

import java.util.Optional;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.Expectation;
import s3migrate.store.ObjectStore;
import s3migrate.store.OpenObject;
import s3migrate.store.StoreException;

/// Both ends of a route, what the destination can do, and the looks at them that more than one step
/// takes.
record Sides(
        ObjectStore source,
        ObjectStore destination,
        StoreProfile profile,
        CopyProperties properties) {

    /// The source's object, described as its copy is to be.
    Optional<StoredObject> found(ObjectLocation location) {
        return source.find(location).map(properties.fidelity()::described);
    }

    /// The same, opened.
    Optional<OpenObject> opened(ObjectLocation location) {
        return source.open(location)
                .map(open ->
                        new OpenObject(
                                properties.fidelity().described(open.object()), open.body()));
    }

    /// Whether a write of the destination can be conditioned on what is there.
    boolean conditional() {
        return profile.can(StoreProfile.Feature.CONDITIONAL_WRITES);
    }

    /// The condition of a write, where there can be one.
    Expectation condition(Expectation expected) {
        return conditional() ? expected : new Expectation.Any();
    }

    /// Whether the pinned version is still the source's present one.
    boolean unchanged(PinnedObject pinned) {
        return source.find(pinned.location())
                .filter(now -> now.pinned().sameVersionAs(pinned))
                .isPresent();
    }

    /// Whether the destination is seen to hold what the attempt copies.
    boolean holds(Attempt attempt) {
        return seen(attempt.job().destination())
                .flatMap(there -> Sameness.of(attempt.object(), there))
                .isPresent();
    }

    /// What the destination is seen to hold; nothing if it cannot be looked at.
    Optional<StoredObject> seen(ObjectLocation location) {
        try {
            return destination.find(location);
        } catch (StoreException.Transient unseen) {
            return Optional.empty();
        }
    }
}
