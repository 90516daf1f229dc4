using static Smoothing.Repository.Tests.RepositoryFiles;

namespace Smoothing.Repository.Tests;

public sealed class ProtoTests
{
    [Fact]
    public void Every_declaration_of_the_contract_has_a_comment()
    {
        var files = WithEnding(".proto");
        Assert.NotEmpty(files);
        Check(files.SelectMany(file => ProtoComments.Missing(file, Read(file))));
    }

    [Theory]
    [InlineData("message A {")]
    [InlineData("  enum B {")]
    [InlineData("service C {")]
    [InlineData("  rpc D(E) returns (F);")]
    [InlineData("  oneof g {")]
    [InlineData("  int64 h = 1;")]
    [InlineData("  repeated smoothing.v1.I i = 12 [deprecated = true];")]
    [InlineData("  optional double j = 2;")]
    [InlineData("  map<string, int64> k = 3;")]
    [InlineData("  KIND_UNSPECIFIED = 0;")]
    public void A_declaration_without_a_comment_is_found(string line)
    {
        Assert.StartsWith(
            "a.proto:2: ", Assert.Single(ProtoComments.Missing("a.proto", $"\n{line}\n")), StringComparison.Ordinal);
        Assert.Single(ProtoComments.Missing("a.proto", $"//\n{line}\n"));
        Assert.Empty(ProtoComments.Missing("a.proto", $"// What it is.\n{line}\n"));
    }

    [Theory]
    [InlineData("syntax = \"proto3\";")]
    [InlineData("option csharp_namespace = \"A\";")]
    [InlineData("  reserved 1, 2;")]
    [InlineData("  // int64 h = 1;")]
    [InlineData("}")]
    public void Lines_that_declare_nothing_need_no_comment(string line) =>
        Assert.Empty(ProtoComments.Missing("a.proto", $"\n{line}\n"));
}
