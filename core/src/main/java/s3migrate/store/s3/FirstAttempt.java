package s3migrate.store.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;

/// An attempt that was made without the SDK's pipeline, and was no success. The SDK takes what came
/// of it for the end of a first attempt of its own, and goes on as it always does: repeats the
/// request, asks another region, reads the error, or gives up.
///
/// Used by one thread: the SDK's blocking client sends in the thread that calls it, which is how
/// this gets through it to `HandedOnHttp`.
final class FirstAttempt {

    private static final ScopedValue<FirstAttempt> MADE = ScopedValue.newInstance();

    /// Errors are shorter.
    private static final int MOST_BYTES = 1 << 16;

    private final End end;
    private boolean waits = true;

    /// What came of it.
    @FunctionalInterface
    interface End {
        /// As the HTTP client answered, or failed.
        HttpExecuteResponse again() throws IOException;
    }

    private FirstAttempt(End end) {
        this.end = end;
    }

    /// One that was answered. Reads the answer, and leaves its connection to others.
    static FirstAttempt answered(HttpExecuteResponse answer) {
        if (answer.responseBody().isEmpty()) {
            return new FirstAttempt(() -> answer);
        }
        try (var body = answer.responseBody().get()) {
            byte[] read = body.readNBytes(MOST_BYTES);
            return new FirstAttempt(() ->
                    HttpExecuteResponse.builder()
                            .response(answer.httpResponse())
                            .responseBody(
                                    AbortableInputStream.create(new ByteArrayInputStream(read)))
                            .build());
        } catch (IOException broke) {
            return broken(broke);
        }
    }

    /// One that broke on the way.
    static FirstAttempt broken(IOException broke) {
        return new FirstAttempt(() -> {
            throw broke;
        });
    }

    /// The same, where the HTTP client or the body of the request said so.
    static FirstAttempt broken(SdkException broke) {
        return new FirstAttempt(() -> {
            throw broke;
        });
    }

    /// Has the SDK go on from here.
    <T> T goOn(Supplier<T> bySdk) {
        return ScopedValue.where(MADE, this).call(bySdk::get);
    }

    /// Whether the next attempt of this thread is one that was made.
    static boolean waits() {
        return MADE.isBound() && MADE.get().waits;
    }

    /// What came of it, told once; only where one waits.
    static End taken() {
        var made = MADE.get();
        made.waits = false;
        return made.end;
    }
}
