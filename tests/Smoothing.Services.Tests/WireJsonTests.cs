using Google.Protobuf;
using Smoothing.Client;
using Smoothing.Services.Tests.Asking;
using Smoothing.Services.Tests.Scripted;
using Smoothing.V1;

namespace Smoothing.Services.Tests;

public sealed class WireJsonTests
{
    [Fact]
    public void A_source_is_written_with_the_names_of_the_contract()
    {
        var source = Scripts.SourceOf(Requests.Counts("linear_3", 0, 1));
        source.Grid = new() { Origin = new() { Denominator = 1 }, Step = new() { Numerator = 1, Denominator = 255 } };
        source.Slack = 2.220446049250313E-16;
        source.Fingerprint.Precision = Precision.Bfloat16;

        Assert.Equal(
            """
            {"model":"models/linear_3","model_version":"1",
            "model_sha256":"0000000000000000000000000000000000000000000000000000000000000000",
            "input_sha256":"91862939d475e44862594750a024b66d548c352867e2d2b2ac406463b564da01",
            "dimension":4,"classes":3,"noise":{"gaussian":{"standard_deviation":0.25}},
            "grid":{"origin":{"numerator":0,"denominator":1},"step":{"numerator":1,"denominator":255},
            "min_level":0,"max_level":0},"slack":2.220446049250313E-16,
            "run_seed":"07000000000000000000000000000000","seed":"0ca12d76448eaa7b6f48e6ade94f8ef6","generator":"",
            "fingerprint":{"engine":"scripted","engine_version":"","instruction_set":"","device":"",
            "precision":"bfloat16","tile_size":16,"memory_format":""}}
            """.ReplaceLineEndings(""),
            WireJson.Write(source));
    }

    [Fact]
    public void A_certificate_is_written_with_what_it_has_and_nothing_else()
    {
        var certificate = new Certificate
        {
            FormatVersion = 1,
            EvidenceSha256 = ByteString.CopyFrom(0xAB, 0x01),
            Class = 0,
            Claims = new()
            {
                Balls =
                {
                    new Ball
                    {
                        Norm = new() { Infinity = true },
                        Radius = 0.1,
                        Method = RadiusMethod.ChiSquared,
                        Quantiles = new() { TopQuantile = 1.0 / 3, OtherQuantile = -1e-300 },
                    },
                },
            },
            Statement = "ℓ2 < \"½\"",
        };

        Assert.Equal(
            """
            {"format_version":1,"evidence_sha256":"ab01","class":0,"claims":{"balls":[{"norm":{"infinity":true},
            "radius":0.1,"method":"chi_squared","tight":false,"best_for_norm":false,
            "quantiles":{"top_quantile":0.3333333333333333,"other_quantile":-1E-300}}],"joint_regions":[]},
            "statement":"ℓ2 < \"½\""}
            """.ReplaceLineEndings(""),
            WireJson.Write(certificate));
    }

    [Theory]
    [InlineData(AbstentionReason.NoMajority, "no_majority")]
    [InlineData(AbstentionReason.Unspecified, "unspecified")]
    [InlineData((AbstentionReason)42, "42")]
    public void Enums_are_written_without_their_prefix(AbstentionReason reason, string text) =>
        Assert.Equal($"{{\"reason\":\"{text}\"}}", WireJson.Write(new Abstention { Reason = reason }));

    [Fact]
    public void Every_enum_of_the_contract_has_a_zero_from_which_its_prefix_is_known()
    {
        var files = new[] { SamplerReflection.Descriptor, CertifierReflection.Descriptor };
        var enums = files.SelectMany(file => file.Dependencies.Append(file)).Distinct()
            .SelectMany(file => file.EnumTypes).ToList();

        Assert.InRange(enums.Count, 5, 100);
        Assert.All(enums, one => Assert.EndsWith(
            "_UNSPECIFIED", one.FindValueByNumber(0).Name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(double.NaN, "\"NaN\"")]
    [InlineData(double.PositiveInfinity, "\"Infinity\"")]
    [InlineData(double.NegativeInfinity, "\"-Infinity\"")]
    [InlineData(double.MaxValue, "1.7976931348623157E+308")]
    [InlineData(double.Epsilon, "5E-324")]
    [InlineData(-0.0, "-0")]
    public void Every_double_can_be_written(double number, string text) =>
        Assert.Equal($"{{\"scale\":{text}}}", WireJson.Write(new LaplaceNoise { Scale = number }));

    [Fact]
    public void Whole_numbers_keep_all_their_digits() => Assert.Equal(
        """{"first":9223372036854775807,"count":-9223372036854775808}""",
        WireJson.Write(new DrawRange { First = long.MaxValue, Count = long.MinValue }));
}
