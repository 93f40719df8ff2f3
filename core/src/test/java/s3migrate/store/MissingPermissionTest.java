package s3migrate.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingPermissionTest {

    @Test
    void isTheActionAndTheArnThatTheAnswerNames() {
        assertThat(
                        MissingPermission.in(
                                "AccessDenied",
                                "put s3://b/k: User: arn:aws:iam::1:user/u is not authorized to perform: s3:PutObject"
                                        + " on resource: \"arn:aws:s3:::b/k\" because no policy allows it (AccessDenied,"
                                        + " HTTP 403, request r)"))
                .hasValue("s3:PutObject on arn:aws:s3:::b/k");
    }

    @ParameterizedTest
    @CsvSource({
        "get,s3:GetObject",
        "head,s3:GetObject",
        "get tags of,s3:GetObjectTagging",
        "put,s3:PutObject",
        "create upload of,s3:PutObject",
        "upload part 3 of,s3:PutObject",
        "list,s3:ListBucket",
        "list uploads of,s3:ListBucketMultipartUploads",
        "delete,s3:DeleteObject"
    })
    void isWhatTheCallTakesWhereTheAnswerNamesNothing(String verb, String action) {
        assertThat(
                        MissingPermission.in(
                                "AccessDenied",
                                verb
                                        + " s3://bucket/a b: c.txt: Access Denied (AccessDenied, HTTP 403, request r)"))
                .hasValue(action + " on s3://bucket");
    }

    @Test
    void isNothingWhereItIsAboutSomethingElse() {
        assertThat(MissingPermission.in("NoSuchBucket", "put s3://b/k: no such bucket")).isEmpty();
        assertThat(MissingPermission.in("Settings", "parameter p: missing")).isEmpty();
    }
}
