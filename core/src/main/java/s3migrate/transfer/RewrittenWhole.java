package s3migrate.transfer;

import s3migrate.ledger.Evidence;
import s3migrate.ledger.Way;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.store.WriteAnswer;

/// One CopyObject of the destination's object onto itself, with the source's headers and tags: no
/// bytes pass through us, whoever moves those of the route.
record RewrittenWhole(Sides sides, StoredObject there) implements WholeMover {

    /// Whether headers are all that `there` lacks to be a copy of `object`, and its store can give
    /// it them by itself.
    static boolean suffices(
            Sides sides, TransferSettings settings, StoredObject object, StoredObject there) {
        return sides.profile().can(StoreProfile.Feature.PART_COPIES)
                && object.size() <= CopyWay.Sizes.OF_S3.wholeBytes()
                && !(settings.etagParity() && object.etag().parts().isPresent())
                && object.metadata().hidden() == 0
                && !object.metadata().equals(there.metadata())
                && Sameness.ofContent(object, there)
                        .filter(evidence -> !settings.tooLittle(evidence))
                        .filter(evidence -> evidence != Evidence.ETAG || staysComparable(there))
                        .isPresent();
    }

    /// Rewritten, an object is one piece: an ETag over its parts is gone then, and with it what
    /// proved it.
    private static boolean staysComparable(StoredObject there) {
        return there.etag().parts().isEmpty();
    }

    @Override
    public Way way() {
        return Way.SERVER_SIDE;
    }

    @Override
    public Carried carried() {
        return Carried.NOT_AT_ALL;
    }

    @Override
    public WriteAnswer move(Attempt attempt) {
        var answer =
                sides.destination()
                        .rewrite(
                                there,
                                sides.properties().of(attempt.object()),
                                sides.condition(attempt.expected()));
        return answer instanceof WriteAnswer.Written written
                ? ServerSideWhole.comparable(attempt.object(), written)
                : answer;
    }
}
