package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

class ObjectBytesTest {
    private static final byte[] BYTES = {1, 2, 3};

    private final AtomicBoolean dropped = new AtomicBoolean();
    private final AtomicInteger closed = new AtomicInteger();
    private final ObjectBytes bytes =
            new ObjectBytes(answer(), BYTES.length, closed::incrementAndGet);

    private ResponseInputStream<GetObjectResponse> answer() {
        return new ResponseInputStream<>(
                GetObjectResponse.builder().build(),
                AbortableInputStream.create(
                        new ByteArrayInputStream(BYTES), () -> dropped.set(true)));
    }

    @AfterEach
    void notInterruptedAnyMore() {
        Thread.interrupted();
    }

    @Test
    void readToTheEndItLeavesTheConnection() throws IOException {
        assertThat(bytes.readAllBytes()).isEqualTo(BYTES);

        bytes.close();

        assertThat(dropped).isFalse();
    }

    @Test
    void closedTwiceItTellsOnce() throws IOException {
        assertThat(closed).hasValue(0);

        bytes.close();
        bytes.close();

        assertThat(closed).hasValue(1);
    }

    @Test
    void closedEarlierItDropsTheConnection() throws IOException {
        assertThat(bytes.read()).isEqualTo(1);

        bytes.close();

        assertThat(dropped).isTrue();
    }

    @Test
    void closedByAnInterruptedThreadItDropsTheConnectionAndDoesNotThrow() throws IOException {
        assertThat(bytes.readAllBytes()).isEqualTo(BYTES);
        Thread.currentThread().interrupt();

        bytes.close();

        assertThat(dropped).isTrue();
        assertThat(Thread.currentThread().isInterrupted()).isTrue();
    }
}
