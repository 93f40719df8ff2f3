package s3migrate.doctor;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ByteRange;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLock;
import s3migrate.object.ObjectMetadata;
import s3migrate.object.Part;
import s3migrate.route.Protection;
import s3migrate.route.Route;
import s3migrate.route.StoreProfile;
import s3migrate.route.StoreProfile.Feature;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore.Body;

/// Which actions the destination allows, on a key that is not there. What ends uploads is tried
/// first, on an upload that does not exist: none is begun that could not be ended.
record DestinationPermissions(Route route, End end, StoreProfile profile, InstantSource clock)
        implements Check {

    private static final Map<String, String> TAG = Map.of("s3-migrate", "doctor");

    @Override
    public String subject() {
        return end.name("permissions");
    }

    @Override
    public List<Observation> look() {
        var trials = new Trials(end);
        var store = end.store();
        var at = end.absent();
        var upload = new UploadTrial(store, at);
        trials.of("s3:GetObject", () -> store.find(at));
        trials.of("s3:ListBucketMultipartUploads", () -> store.uploads(at));
        trials.of("s3:ListMultipartUploadParts", () -> store.parts(upload.none()));
        if (trials.of("s3:AbortMultipartUpload", () -> store.abort(upload.none()))) {
            write(trials, upload);
        } else {
            var part = new Part(1, new ByteRange(0, 1));
            trials.of("s3:PutObject", () -> store.uploadPart(upload.none(), part, new OneByte()));
        }
        if (route.options().deletes().extras() && profile.can(Feature.CONDITIONAL_WRITES)) {
            trials.of("s3:DeleteObject", () -> store.delete(at, ETag.UNSEEN));
        }
        return trials.seen();
    }

    /// Each wish by an upload of its own, so that each refusal is that wish's.
    private void write(Trials trials, UploadTrial upload) {
        var fidelity = route.options().fidelity();
        var encryption = fidelity.protection().encryption();
        var plain = new Protection(encryption, Optional.empty(), ObjectLock.NONE);
        if (!trials.of("s3:PutObject", () -> upload.begin(with(Map.of(), plain)))) {
            return;
        }
        if (fidelity.keepsTags() && profile.can(Feature.TAGS)) {
            trials.of("s3:PutObjectTagging", () -> upload.begin(with(TAG, plain)));
        }
        var acl = fidelity.protection().acl();
        if (acl.isPresent()) {
            var wished = new Protection(encryption, acl, ObjectLock.NONE);
            trials.of("s3:PutObjectAcl", () -> upload.begin(with(Map.of(), wished)));
        }
        lock(trials, upload, plain);
    }

    private void lock(Trials trials, UploadTrial upload, Protection plain) {
        var locking = route.options().fidelity().locking();
        var until = clock.instant().plus(Duration.ofDays(1));
        var kept = new ObjectLock.Retention("GOVERNANCE", until);
        var retention =
                locking.keeps() ? Optional.of(kept) : locking.from(clock.instant()).retention();
        if (retention.isPresent()) {
            var wished = plain.with(new ObjectLock(retention, false));
            trials.of("s3:PutObjectRetention", () -> upload.begin(with(Map.of(), wished)));
        }
        if (locking.keeps()) {
            var wished = plain.with(new ObjectLock(Optional.empty(), true));
            trials.of("s3:PutObjectLegalHold", () -> upload.begin(with(Map.of(), wished)));
        }
    }

    private static NewObject with(Map<String, String> tags, Protection protection) {
        return new NewObject(ObjectMetadata.NONE, Optional.empty(), tags, protection);
    }

    private record OneByte() implements Body {
        @Override
        public long length() {
            return 1;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[1]);
        }
    }
}
