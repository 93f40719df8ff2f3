package s3migrate.doctor;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import s3migrate.object.ByteRange;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.object.StoredObject;
import s3migrate.store.NewObject;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;
import s3migrate.transfer.CopyWay;

/// Who moves the bytes, and why; where S3 does, by one byte copied into an upload that is ended.
record WayCheck(CopyWay way, End destination, Supplier<Sample> sample) implements Check {

    /// UploadPartCopy takes ranges of larger objects only (S3 API reference).
    private static final long LEAST_BYTES = (5L << 20) + 1;

    private static final String SUBJECT = "copies";

    @Override
    public String subject() {
        return SUBJECT;
    }

    @Override
    public List<Observation> look() {
        return switch (way) {
            case CopyWay.Streaming _ -> List.of(Observation.ok(SUBJECT, way.text()));
            case CopyWay.ServerSide _ ->
                    sample.get().looked().stream()
                            .filter(object -> object.size() >= LEAST_BYTES)
                            .min(Comparator.comparingLong(StoredObject::size))
                            .map(this::trial)
                            .orElseGet(() -> List.of(Observation.ok(SUBJECT, way.text())));
        };
    }

    private List<Observation> trial(StoredObject from) {
        var upload = new UploadTrial(destination.store(), destination.absent());
        try {
            var what =
                    new NewObject(
                            ObjectMetadata.NONE, java.util.Optional.empty(), java.util.Map.of());
            upload.with(
                    what,
                    begun ->
                            destination
                                    .store()
                                    .copyPart(
                                            begun,
                                            new Part(1, new ByteRange(0, 1)),
                                            from.pinned()));
            return List.of(Observation.ok(SUBJECT, way.text() + ", and a trial passed"));
        } catch (SourceChangedException overtaken) {
            return List.of(Observation.ok(SUBJECT, way.text()));
        } catch (StoreException.ObjectRefused | StoreException.RouteRefused refused) {
            return List.of(
                    Observation.fault(
                            SUBJECT,
                            way.text() + "; but a trial was refused",
                            String.valueOf(refused.getMessage()),
                            "allow what is named, or choose to stream: then bytes pass through us"));
        }
    }
}
