package s3migrate.doctor;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import s3migrate.ledger.Evidence;
import s3migrate.object.Checksum;
import s3migrate.object.ETag;
import s3migrate.object.StoredObject;
import s3migrate.route.StoreProfile;
import s3migrate.route.StoreProfile.Feature;
import s3migrate.transfer.CopyWay;

/// By what copies will be proved, told from the headers of a few objects.
///
/// @param wholeBytes up to this size an object is copied in one piece
record ProofCheck(CopyWay way, StoreProfile profile, long wholeBytes, Supplier<Sample> sample)
        implements Check {

    private static final String SUBJECT = "evidence";

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Observation> look() {
        var looked = sample.get().looked();
        if (looked.isEmpty()) {
            return List.of(
                    Observation.note(
                            SUBJECT, "nothing to tell it from", "no object could be read"));
        }
        var counts = new EnumMap<Evidence, Integer>(Evidence.class);
        looked.forEach(object -> counts.merge(expected(object), 1, Integer::sum));
        var what = text(counts) + " (%d objects looked at)".formatted(looked.size());
        return List.of(
                counts.containsKey(Evidence.SIZE)
                        ? Observation.warn(
                                SUBJECT,
                                what,
                                "a copy proved by its size alone may hold other bytes",
                                remedy())
                        : Observation.ok(SUBJECT, what));
    }

    private String remedy() {
        return switch (way) {
            case CopyWay.ServerSide _ ->
                    "choose to stream: then our checksum over the bytes proves them";
            case CopyWay.Streaming _ ->
                    "say what the destination's store can do, or require more: then such a copy is a failure";
        };
    }

    private Evidence expected(StoredObject object) {
        boolean etagProves = looksPlain(object.etag()) && !object.keyEncrypted();
        boolean whole = object.size() <= wholeBytes;
        var byEtag = etagProves && whole ? Evidence.ETAG : Evidence.SIZE;
        boolean full =
                object.checksum()
                        .filter(c -> c.coverage() == Checksum.Coverage.FULL_OBJECT)
                        .isPresent();
        if (!profile.can(Feature.CHECKSUMS)) {
            return byEtag;
        }
        if (full) {
            return Evidence.CHECKSUM;
        }
        return switch (way) {
            case CopyWay.ServerSide _ -> byEtag;
            case CopyWay.Streaming _ ->
                    whole && !profile.can(Feature.AWS_CHUNKED) ? byEtag : Evidence.OWN_CHECKSUM;
        };
    }

    private static boolean looksPlain(ETag etag) {
        return etag.looksLikeMd5();
    }

    private static String text(Map<Evidence, Integer> counts) {
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " by " + text(count.getKey()))
                .collect(Collectors.joining(", ", "proved ", ""));
    }

    private static String text(Evidence evidence) {
        return switch (evidence) {
            case CHECKSUM -> "the source's checksum";
            case OWN_CHECKSUM -> "our checksum";
            case ETAG -> "ETag";
            case SIZE -> "size alone";
        };
    }
}
