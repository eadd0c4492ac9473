using Microsoft.AspNetCore.Http;
using Sintropia.Web.Problems;
using Sintropia.Web.Security;

namespace Sintropia.Web.Tests.Security;

public sealed class TokensTests
{
    private const string Path = "/api/v1/runs/run-000001/files/report.html";

    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly Tokens Guarded = new("0123456789abcdef0123456789abcdef");

    [Fact]
    public void A_link_may_be_opened_for_a_minute()
    {
        var link = Guarded.Link(Path, Now);

        Guarded.Check(Request(link), Now);
        Guarded.Check(Request(link), Now + Tokens.LinkLife);
        Assert.Equal("link-over", Refused(link, Now + Tokens.LinkLife + TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void A_link_that_was_tampered_with_opens_nothing()
    {
        var link = Guarded.Link(Path, Now);
        var until = link.Split("ticket=")[1].Split('.')[0];

        foreach (var other in (string[])
            [
                link.Replace("report.html", "cells.csv", StringComparison.Ordinal), link.Replace(until, until + "0", StringComparison.Ordinal), link[..^1], link + "0", $"{Path}?ticket=", $"{Path}?ticket={until}", $"{Path}?ticket={until}.",
                $"{Path}?ticket=x.y", $"{link}&ticket=1.2", new Tokens("another secret, as long as this").Link(Path, Now),
            ])
            Assert.Equal("link-over", Refused(other, Now));
    }

    [Fact]
    public void A_link_changes_nothing()
    {
        var request = Request(Guarded.Link(Path, Now));
        request.Method = HttpMethods.Post;

        Assert.Equal("token-missing", Assert.Throws<ApiProblem>(() => Guarded.Check(request, Now)).Kind);
    }

    [Fact]
    public void Where_no_token_is_asked_for_a_link_is_the_address() => Assert.Equal(Path, new Tokens(null).Link(Path, Now));

    private static string Refused(string link, DateTimeOffset now) => Assert.Throws<ApiProblem>(() => Guarded.Check(Request(link), now)).Kind;

    private static HttpRequest Request(string link)
    {
        var request = new DefaultHttpContext().Request;
        (request.Method, request.Path, request.QueryString) = (HttpMethods.Get, PathString.FromUriComponent(link.Split('?')[0]), new("?" + link.Split('?')[1]));
        return request;
    }
}
