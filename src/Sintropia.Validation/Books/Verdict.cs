namespace Sintropia.Validation.Books;

/// <summary>What a row says of the engine.</summary>
public enum Verdict
{
    /// <summary>Obtained lies within the tolerance of expected.</summary>
    Pass,

    /// <summary>It does not.</summary>
    Fail,
}
