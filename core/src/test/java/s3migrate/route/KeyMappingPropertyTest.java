package s3migrate.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import s3migrate.Cases;
import s3migrate.OddKeys;
import s3migrate.object.KeyOrder;
import s3migrate.route.KeyMapping.Mapped;

class KeyMappingPropertyTest {

    private record Case(KeyMapping mapping, String rest, String otherRest) {

        static Case any(RandomGenerator random) {
            String desPrefix = OddKeys.mixture(random, random.nextInt(3));
            return new Case(
                    new KeyMapping(
                            OddKeys.mixture(random, random.nextInt(3)),
                            new BucketPrefix("b", desPrefix).asFolder().prefix(),
                            random.nextBoolean()),
                    OddKeys.key(random),
                    OddKeys.key(random));
        }

        String source() {
            return mapping.sourcePrefix() + rest;
        }
    }

    @Test
    void theSourceKeyComesBackFromTheDestinationKey() {
        Cases.forAll(
                Case::any,
                c -> {
                    if (c.mapping.destinationKey(c.source()) instanceof Mapped.To(var key)) {
                        assertThat(c.mapping.sourceKey(key)).contains(c.source());
                        assertThat(key).startsWith(c.mapping.destinationRange());
                    }
                });
    }

    @Test
    void keysKeepTheirOrder() {
        Cases.forAll(
                Case::any,
                c -> {
                    var one = c.mapping.destinationKey(c.source());
                    var other = c.mapping.destinationKey(c.mapping.sourcePrefix() + c.otherRest);
                    if (one instanceof Mapped.To(var a) && other instanceof Mapped.To(var b)) {
                        assertThat(Integer.signum(KeyOrder.UTF_8.compare(a, b)))
                                .isEqualTo(
                                        Integer.signum(
                                                KeyOrder.UTF_8.compare(c.rest, c.otherRest)));
                    }
                });
    }

    @Test
    void onlyKeysOverTheLimitAreImpossible() {
        Cases.forAll(
                Case::any,
                c -> {
                    String plain =
                            c.mapping.destinationPrefix()
                                    + (c.mapping.strips() ? c.rest : c.source());
                    boolean fits = plain.getBytes(UTF_8).length <= 1_024;
                    assertThat(c.mapping.destinationKey(c.source()))
                            .isInstanceOf(fits ? Mapped.To.class : Mapped.Impossible.class);
                });
    }

    @Test
    void keysArriveByteForByteBehindThePrefix() {
        var mapping = RouteTest.route("a", "", "b", "p").mapping();
        for (String key : OddKeys.ALL) {
            if (key.getBytes(UTF_8).length <= 1_022) {
                assertThat(mapping.destinationKey(key)).isEqualTo(new Mapped.To("p/" + key));
            }
        }
    }

    @Test
    void theKeyOfTheStrippedPrefixItselfHasNoPlaceWithoutADestinationPrefix() {
        assertThat(new KeyMapping("dir/", "", true).destinationKey("dir/"))
                .isEqualTo(
                        new Mapped.Impossible(
                                "destination key of 0 bytes (prefix \"\" and source key \"dir/\"):"
                                        + " accepted are 1 to 1,024"));
    }

    @Test
    void namesTheLengthOfAKeyThatIsTooLong() {
        assertThat(new KeyMapping("", "p/", false).destinationKey("k".repeat(1_024)))
                .isEqualTo(
                        new Mapped.Impossible(
                                "destination key of 1,026 bytes (prefix \"p/\" and source key \""
                                        + "k".repeat(60)
                                        + "…\"): accepted are 1 to 1,024"));
    }

    @Test
    void refusesAKeyOfAnotherSource() {
        assertThatThrownBy(() -> new KeyMapping("x/", "", false).destinationKey("y/1"))
                .hasMessage("source key \"y/1\": accepted are keys under \"x/\"");
    }
}
