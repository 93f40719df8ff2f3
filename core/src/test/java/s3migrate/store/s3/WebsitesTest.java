package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteRequest;
import software.amazon.awssdk.services.s3.model.GetBucketWebsiteResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

class WebsitesTest {

    private final S3Client s3 = mock(S3Client.class);
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final Websites websites = new Websites(s3, now::get);

    @Test
    void aBucketIsAskedAgainAfterFiveMinutes() {
        when(s3.getBucketWebsite(anyRequest()))
                .thenThrow(refusal("NoSuchWebsiteConfiguration", 404))
                .thenReturn(GetBucketWebsiteResponse.builder().build());

        assertThat(websites.mayBe("photos")).isFalse();
        now.addAndGet(Duration.ofMinutes(5).toNanos() - 1);
        assertThat(websites.mayBe("photos")).isFalse();
        now.incrementAndGet();
        assertThat(websites.mayBe("photos")).isTrue();
        assertThat(websites.mayBe("photos")).isTrue();

        verify(s3, times(2)).getBucketWebsite(anyRequest());
    }

    @Test
    void whoMayNotAskTakesItForOne() {
        when(s3.getBucketWebsite(anyRequest())).thenThrow(refusal("AccessDenied", 403));

        assertThat(websites.mayBe("photos")).isTrue();
    }

    private static Consumer<GetBucketWebsiteRequest.Builder> anyRequest() {
        return ArgumentMatchers.<Consumer<GetBucketWebsiteRequest.Builder>>any();
    }

    private static S3Exception refusal(String code, int status) {
        var details = AwsErrorDetails.builder().errorCode(code).build();
        return (S3Exception)
                S3Exception.builder().awsErrorDetails(details).statusCode(status).build();
    }
}
