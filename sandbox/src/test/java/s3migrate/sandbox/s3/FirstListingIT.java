package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.ListObjectsResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/// ListObjects, the first version of ListObjectsV2.
class FirstListingIT {
    private static final List<String> KEYS = List.of("a/1", "a/2", "b c", "～", "😀");

    @TempDir static Path directory;
    private static S3Fixture fixture;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        fixture = new S3Fixture(directory);
        for (var key : KEYS) {
            fixture.server.put(BUCKET, key, new byte[] {1});
        }
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void goesOnAfterTheLastKeyOfThePageBefore() {
        var found = new ArrayList<String>();
        String marker = "";
        ListObjectsResponse page;
        do {
            page = list("", marker, 2);
            page.contents().forEach(object -> found.add(object.key()));
            marker = found.getLast();
        } while (page.isTruncated());

        assertThat(found).containsExactlyElementsOf(KEYS);
    }

    @Test
    void listsOnlyThePrefix() {
        assertThat(list("a/", "a/1", 10).contents()).extracting(S3Object::key).containsOnly("a/2");
    }

    @Test
    void isNotKnownWithADelimiter() {
        assertThatThrownBy(() -> fixture.s3.listObjects(r -> r.bucket(BUCKET).delimiter("/")))
                .isInstanceOfSatisfying(
                        S3Exception.class,
                        refused -> assertThat(refused.statusCode()).isEqualTo(501));
    }

    private static ListObjectsResponse list(String prefix, String marker, int most) {
        return fixture.s3.listObjects(
                r -> r.bucket(BUCKET).prefix(prefix).marker(marker).maxKeys(most));
    }
}
