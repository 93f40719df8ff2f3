package s3migrate.transfer;

import java.time.InstantSource;
import s3migrate.ledger.RouteRecord.Passed;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.store.ObjectStore;
import s3migrate.store.SourceChangedException;
import s3migrate.store.StoreException;

/// Tries a route by a copy that was made before, at the price of three or four requests: its source
/// is opened, and an upload to its destination is begun and ended. No object is written.
///
/// An upload whose end is refused stays, until the bucket's lifecycle rule ends it.
///
/// @param settings as its copies are made
public record RouteProbe(
        ObjectStore source,
        ObjectStore destination,
        TransferSettings settings,
        InstantSource clock) {

    /// S3's code for an object that was archived since: that says nothing of its route.
    private static final String ARCHIVED = "InvalidObjectState";

    /// Whether it passes again; false if there is nothing any more that could tell.
    ///
    /// @throws s3migrate.store.StoreException if it is refused, or the stores break
    public boolean passes(Passed before) {
        try (var opened = source.open(before.source()).orElse(null)) {
            if (opened == null) {
                return false;
            }
            var properties =
                    new CopyProperties(source, settings.storageClass(), settings.fidelity(), clock);
            var copy = properties.of(opened.object());
            var upload =
                    destination.create(before.destination(), copy, ChecksumAlgorithm.CRC64NVME);
            destination.abort(upload);
            return true;
        } catch (SourceChangedException changed) {
            return false;
        } catch (StoreException.ObjectRefused refused) {
            if (refused.code().equals(ARCHIVED)) {
                return false;
            }
            throw refused;
        }
    }
}
