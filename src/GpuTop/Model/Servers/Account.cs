namespace GpuTop.Model;

/// <summary>Account of a server.</summary>
/// <param name="Name">Login name.</param>
/// <param name="UserId">Numeric id.</param>
/// <param name="RealName">Full name; null when the account has none. Source: first part of the GECOS field of
/// <c>getent passwd</c>.</param>
public sealed record Account(string Name, int UserId, string? RealName);
