package s3migrate.store.memory;

import java.io.IOException;
import s3migrate.object.ObjectLocation;
import s3migrate.store.ObjectStore.Body;

/// Reads bodies to their declared length, beginning again as often as an adapter would.
record BodyReader(int attempts) {

    byte[] read(Verb verb, ObjectLocation to, Body body) {
        for (int attempt = 1; ; attempt++) {
            try (var in = body.open()) {
                byte[] bytes = in.readNBytes(Math.toIntExact(body.length()));
                if (bytes.length < body.length()) {
                    throw Refusals.endedEarly(verb, to, bytes.length, body.length());
                }
                return bytes;
            } catch (IOException e) {
                if (attempt >= attempts) {
                    throw Refusals.sourceBroken(verb, to, e);
                }
            }
        }
    }
}
