package s3migrate.sandbox.s3.operation;

import java.util.Optional;
import s3migrate.sandbox.s3.error.S3Error;
import s3migrate.sandbox.s3.store.ObjectPart;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.wire.Request;

/// The part of an object that a GET or HEAD asks for by number. An object of one piece is its own
/// first part.
final class PartNumber {
    private PartNumber() {}

    static Optional<ObjectPart> of(Request request, ObjectVersion object) {
        if (request.query().get("partNumber").isEmpty()) {
            return Optional.empty();
        }
        int number = UploadPart.number(request);
        if (object.parts().isEmpty() && number == 1) {
            return Optional.of(new ObjectPart(1, 0, object.size(), Optional.empty()));
        }
        return Optional.of(
                object.parts().stream()
                        .filter(part -> part.number() == number)
                        .findFirst()
                        .orElseThrow(() -> absent(number, object)));
    }

    private static S3Error absent(int number, ObjectVersion object) {
        return new S3Error(416, "InvalidPartNumber", "The requested partnumber is not satisfiable")
                .with("PartNumberRequested", Integer.toString(number))
                .with("ActualPartCount", Integer.toString(Math.max(1, object.parts().size())));
    }
}
