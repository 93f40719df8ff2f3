package s3migrate.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.route.RouteOptions.Copy;
import s3migrate.route.RouteOptions.Fallback;
import s3migrate.route.SettingsException;
import s3migrate.route.StoreProfile;
import s3migrate.store.ServerSideCopies;
import s3migrate.store.s3.S3Access;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class CopyWayTest {

    private static final StaticCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIA", "secret"));

    /// | endpoint | means |
    /// |---|---|
    /// | - | the region's of AWS |
    @ParameterizedTest
    @CsvSource({
        "us-east-1, -, eu-west-1, -, true, true, one set of credentials reaches both sides in partition aws",
        "cn-north-1, -, cn-northwest-1, -, true, true, one set of credentials reaches both sides in partition aws-cn",
        "us-east-1, -, cn-north-1, -, true, false, 'the source is in partition aws, the destination in aws-cn'",
        "us-east-1, -, us-east-1, -, false, false, each side has credentials of its own",
        "us-east-1, http://a, us-east-1, http://a, true, true, one set of credentials reaches both sides at http://a",
        "us-east-1, http://a, us-east-1, http://b, true, false, each side has an endpoint of its own",
        "us-east-1, http://a, us-east-1, -, true, false, each side has an endpoint of its own"
    })
    void factsSayWhetherS3CanCopyByItself(
            String sourceRegion,
            String sourceEndpoint,
            String destinationRegion,
            String destinationEndpoint,
            boolean sameCredentials,
            boolean possible,
            String reason) {
        var source = access(sourceRegion, sourceEndpoint);
        var destination = access(destinationRegion, destinationEndpoint);
        assertThat(source.copiesTo(destination, StoreProfile.AWS, sameCredentials))
                .isEqualTo(new ServerSideCopies(possible, reason));
    }

    @Test
    void nobodyCopiesWithoutCredentials() {
        var open =
                new S3Access(
                        AnonymousCredentialsProvider.create(), Region.US_EAST_1, Optional.empty());
        assertThat(open.copiesTo(open, StoreProfile.AWS, true))
                .isEqualTo(new ServerSideCopies(false, "requests without credentials cannot copy"));
    }

    @Test
    void anUnknownStoreIsAskedForNoCopies() {
        var store = access("us-east-1", "http://a");
        assertThat(store.copiesTo(store, StoreProfile.UNKNOWN, true))
                .isEqualTo(
                        new ServerSideCopies(
                                false, "the profile of the store (none) has no part_copies"));
    }

    @Test
    void whatIsWishedDecidesAsFarAsTheFactsAllow() {
        var can = new ServerSideCopies(true, "it can");
        var cannot = new ServerSideCopies(false, "it cannot");
        assertThat(way(Copy.AUTO, can).text()).isEqualTo("within S3, because it can");
        assertThat(way(Copy.SERVER, can).text()).isEqualTo("within S3, because it can");
        assertThat(way(Copy.AUTO, cannot).text()).isEqualTo("through us, because it cannot");
        assertThat(way(Copy.STREAM, can).text()).isEqualTo("through us, because it is asked for");
        assertThatThrownBy(() -> way(Copy.SERVER, cannot))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "copy: server: S3 cannot copy here by itself, because it cannot; accepted are auto and stream");
    }

    private static CopyWay way(Copy wish, ServerSideCopies facts) {
        return CopyWay.of(wish, Fallback.NONE, facts, CopyWay.Sizes.OF_S3);
    }

    private static S3Access access(String region, String endpoint) {
        return new S3Access(
                KEYS,
                Region.of(region),
                Optional.of(endpoint).filter(e -> !e.equals("-")).map(URI::create));
    }
}
