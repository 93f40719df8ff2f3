package s3migrate.transfer;

import s3migrate.ledger.Way;
import s3migrate.object.StoredObject;
import s3migrate.store.StoreException;
import s3migrate.store.WriteAnswer;
import s3migrate.store.WriteAnswer.Written;

/// One CopyObject: metadata and tags go along within S3.
record ServerSideWhole(Sides sides) implements WholeMover {

    @Override
    public Way way() {
        return Way.SERVER_SIDE;
    }

    @Override
    public Carried carried() {
        return Carried.AT_ONCE;
    }

    @Override
    public WriteAnswer move(Attempt attempt) {
        var answer = ask(attempt);
        return answer instanceof Written written ? comparable(attempt.object(), written) : answer;
    }

    /// The same, with S3's checksum of the copy whatever the source has.
    WriteAnswer ask(Attempt attempt) {
        var object = attempt.object();
        var to = attempt.job().destination();
        try {
            var wish = sides.properties().within(object);
            return sides.destination().copy(object, to, wish, sides.condition(attempt.expected()));
        } catch (StoreException.ObjectRefused | StoreException.RouteRefused refused) {
            throw new ServerSideRefusal(refused, attempt.pinned(), to);
        }
    }

    /// A checksum that S3 computed of its copy proves nothing beside a source that has none like
    /// it.
    static Written comparable(StoredObject object, Written written) {
        var checksum =
                written.checksum()
                        .filter(stored ->
                                object.checksum().filter(stored::comparableWith).isPresent());
        return new Written(written.etag(), written.versionId(), checksum, written.copied());
    }
}
