package zim

func settle(made string, c *content) error { return nil }
