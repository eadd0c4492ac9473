using Microsoft.Extensions.Options;
using Sintropia.Runs.Queue;
using Sintropia.Web.Hosting;

namespace Sintropia.Web.Tests.Hosting;

public sealed class WebOptionsTests
{
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    [InlineData("::")]
    [InlineData("192.168.1.7")]
    public void Off_this_machine_a_token_is_required_at_start(string address) => Assert.Contains("no token is given", Refused(new() { Address = address, Port = 0 }));

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("::1")]
    public void On_this_machine_none_is(string address) => Assert.True(new WebOptions { Address = address }.IsLoopback);

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("has a blank in it, and is long enough")]
    public void A_token_that_can_be_guessed_is_refused(string token) => Assert.Contains("24 or more", Refused(new() { Token = token }));

    [Fact]
    public void A_token_file_that_cannot_be_read_is_told() => Assert.Contains("cannot be read", Refused(new() { TokenFile = "there-is-no-such-file" }));

    [Fact]
    public void Two_tokens_are_one_too_many() => Assert.Contains("Keep one", Refused(new() { Token = Secret, TokenFile = "token.txt" }));

    [Theory]
    [InlineData("nonsense")]
    [InlineData("256.0.0.1")]
    public void An_address_that_is_none_is_told(string address) => Assert.Contains("no IP address", Refused(new() { Address = address, Token = Secret }));

    [Fact]
    public void All_that_is_wrong_is_told_at_once()
    {
        var said = Refused(new() { Port = 70_000, MaxBodyMegabytes = 0, Heartbeat = TimeSpan.Zero });

        Assert.Contains("Web:Port", said);
        Assert.Contains("Web:MaxBodyMegabytes", said);
        Assert.Contains("Web:Heartbeat", said);
    }

    [Fact]
    public void The_token_is_not_shown() => Assert.DoesNotContain(Secret, new WebOptions { Token = Secret }.ToString());

    private static string Refused(WebOptions web)
    {
        using var folder = new TemporaryFolder();
        return string.Join('\n', Assert.Throws<OptionsValidationException>(() => LocalWeb.Build(web, new QueueOptions { DataFolder = folder.Root })).Failures);
    }
}
