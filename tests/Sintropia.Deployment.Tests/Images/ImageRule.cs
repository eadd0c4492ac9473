using System.Text.RegularExpressions;
using System.Xml.Linq;
using Sintropia.Deployment.Tests.Rendering;

namespace Sintropia.Deployment.Tests.Images;

/// <summary>Images have a tag that says which version they are; ours the version that this tree builds.</summary>
internal static partial class ImageRule
{
    private static readonly string Version = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>One sentence for each thing wrong.</summary>
    public static IEnumerable<string> Violations(Cluster cluster)
    {
        foreach (var workload in cluster.Workloads)
            foreach (var container in workload.AllContainers)
            {
                var image = container.Text("image") ?? "";
                var tag = image.Split(':').ElementAtOrDefault(1) ?? "";
                if (!Numbered().IsMatch(tag)) yield return $"{workload.Called}: the image {image} has no tag of a version. Pin one: another day would bring another image.";
                else if (OfTheHouse().IsMatch(image) && tag != Version) yield return $"{workload.Called}: the image {image} is not of version {Version}, which this tree builds.";
                if (workload.IsSilo && !OfTheHouse().IsMatch(image)) yield return $"{workload.Called}: {image} is no image of the silo.";
            }
    }

    [GeneratedRegex(@"^v?\d+\.\d+(\.\d+)?(-[a-z0-9.]+)?$")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"(^|/)sintropia/silo(-cuda)?:")]
    private static partial Regex OfTheHouse();
}
