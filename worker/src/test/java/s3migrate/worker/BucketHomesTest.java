package s3migrate.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import s3migrate.price.Distance;
import s3migrate.store.StoreException;
import s3migrate.store.s3.S3Access;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;

class BucketHomesTest {

    private static final S3Access OWN_ROLE = access(Region.EU_CENTRAL_1, true);

    private final Map<String, Region> regions =
            new HashMap<>(Map.of("photos", Region.EU_CENTRAL_1, "backup", Region.US_EAST_1));
    private final List<String> asked = new ArrayList<>();
    private final BucketHomes homes = new BucketHomes((_, bucket) -> answer(bucket));

    @Test
    void twoBucketsOfTheOwnRoleAreAsFarApartAsTheirRegions() {
        for (int look = 0; look < 2; look++) {
            assertThat(homes.of(OWN_ROLE, "photos").distanceTo(homes.of(OWN_ROLE, "backup")))
                    .isEqualTo(Distance.TO_ANOTHER_REGION);
        }
        assertThat(asked).containsExactly("photos", "backup");
    }

    @Test
    void aBucketThatDoesNotAnswerIsAskedAgain() {
        regions.remove("backup");
        assertThat(homes.of(OWN_ROLE, "backup")).isEqualTo(OWN_ROLE);
        regions.put("backup", Region.US_EAST_1);
        assertThat(homes.of(OWN_ROLE, "backup").region()).isEqualTo(Region.US_EAST_1);
    }

    @Test
    void credentialsThatNameARegionAskNobody() {
        var named = access(Region.EU_CENTRAL_1, false);
        assertThat(homes.of(named, "backup")).isEqualTo(named);
        assertThat(asked).isEmpty();
    }

    private S3Access answer(String bucket) {
        asked.add(bucket);
        return Optional.ofNullable(regions.get(bucket))
                .map(region -> access(region, true))
                .orElseThrow(() -> new StoreException.Transient("SlowDown", "find: slow", null));
    }

    private static S3Access access(Region region, boolean anyRegion) {
        return new S3Access(
                AnonymousCredentialsProvider.create(), region, Optional.empty(), anyRegion);
    }
}
