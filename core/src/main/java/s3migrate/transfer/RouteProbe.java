package s3migrate.transfer;

import java.util.Map;
import java.util.Optional;
import s3migrate.ledger.RouteRecord.Passed;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.StoredObject;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.SourceChangedException;

/// Tries a route by a copy that was made before, at the price of three or four requests: its source
/// is opened, and an upload to its destination is begun and ended. No object is written.
///
/// An upload whose end is refused stays, until the bucket's lifecycle rule ends it.
public record RouteProbe(ObjectStore source, ObjectStore destination) {

    /// Whether it passes again; false if there is nothing any more that could tell.
    ///
    /// @throws s3migrate.store.StoreException if it is refused, or the stores break
    public boolean passes(Passed before) {
        try (var opened = source.open(before.source()).orElse(null)) {
            if (opened == null) {
                return false;
            }
            var object = opened.object();
            var copy = new NewObject(object.metadata(), Optional.empty(), tags(object));
            var upload =
                    destination.create(before.destination(), copy, ChecksumAlgorithm.CRC64NVME);
            destination.abort(upload);
            return true;
        } catch (SourceChangedException changed) {
            return false;
        }
    }

    private Map<String, String> tags(StoredObject object) {
        return object.tagCount() > 0 ? source.tags(object.pinned()) : Map.of();
    }
}
