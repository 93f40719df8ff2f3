package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/// CompleteMultipartUpload under conditions.
abstract class CompleteConditionsContract extends UploadsContract {

    @Test
    void completesOnlyIfAbsent() {
        put("there", "x");
        String late = begin("there");
        var part = upload("there", late, 1, bytes(1, 5));

        refused(
                412,
                "PreconditionFailed",
                () -> complete("there", late, List.of(part), r -> r.ifNoneMatch("*")));
        assertThat(get("there")).isEqualTo("x");

        String id = begin("new");
        var parts = List.of(upload("new", id, 1, bytes(1, 5)));
        complete("new", id, parts, r -> r.ifNoneMatch("*"));
        assertThat(head("new").contentLength()).isEqualTo(5);
    }

    @Test
    void completesOnlyOverTheObjectOfTheETag() {
        String etag = put("matched", "x").eTag();
        String id = begin("matched");
        var parts = List.of(upload("matched", id, 1, bytes(1, 5)));

        refused(
                412,
                "PreconditionFailed",
                () -> complete("matched", id, parts, r -> r.ifMatch("\"00\"")));
        complete("matched", id, parts, r -> r.ifMatch(etag));
        assertThat(head("matched").contentLength()).isEqualTo(5);
    }

    @Test
    void findsNoObjectOfTheETagWhereThereIsNone() {
        String id = begin("nothing");
        var parts = List.of(upload("nothing", id, 1, bytes(1, 5)));

        refused(404, "NoSuchKey", () -> complete("nothing", id, parts, r -> r.ifMatch("\"00\"")));
    }

    @Test
    void conflictsIfTheKeyWasDeletedAfterTheUploadBegan() {
        put("racy", "x");
        String id = begin("racy");
        var parts = List.of(upload("racy", id, 1, bytes(1, 5)));
        delete("racy");

        refused(
                409,
                "ConditionalRequestConflict",
                () -> complete("racy", id, parts, r -> r.ifNoneMatch("*")));
        assertThat(find("racy")).isEmpty();
    }

    @Test
    void conflictsAfterARewriteOfEqualBytes() {
        String etag = put("same", "x").eTag();
        String id = begin("same");
        var parts = List.of(upload("same", id, 1, bytes(1, 5)));
        put("same", "x");

        refused(
                409,
                "ConditionalRequestConflict",
                () -> complete("same", id, parts, r -> r.ifMatch(etag)));
        assertThat(get("same")).isEqualTo("x");
    }
}
